// Runs before the page is drawn, so that parts which scripts will open are never seen to jump.
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("js-enabled", "govuk-frontend-supported");
}
