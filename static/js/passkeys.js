// Passkeys need a script: show what uses them only where they can work, and say so when one does not.
if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey-only]")) part.hidden = false;
  for (const part of document.querySelectorAll("[data-passkey-missing]")) part.hidden = true;
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const part of document.querySelectorAll("[data-passkey-error]")) part.hidden = false;
});
