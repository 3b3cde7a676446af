// Starts the GOV.UK and MOJ components, also in what htmx swaps in. Everything works without it.
const address = (id) => document.getElementById(id).href;

// Signing out takes away the words of statements that this device keeps (statement.js).
import("./kept.js").then(({ dropAll }) => {
  document.querySelector(".app-header__who form")?.addEventListener("submit", dropAll);
});

const [govuk, moj] = await Promise.all([import(address("govuk-js")), import(address("moj-js"))]);

// A radio that opens a question. GOV.UK's own script says aria-expanded on the radio, which ARIA does not allow.
const reveal = (radios) => {
  for (const radio of radios.querySelectorAll("[data-app-reveals]")) {
    const question = document.getElementById(radio.dataset.appReveals);
    question?.classList.toggle("govuk-radios__conditional--hidden", !radio.checked);
  }
};

const start = (scope) => {
  govuk.initAll({ scope });
  moj.initAll({ scope });
  scope.querySelectorAll(".govuk-radios").forEach(reveal);
};

document.addEventListener("change", (event) => {
  const radios = event.target.closest?.(".govuk-radios");
  if (radios) reveal(radios);
});

// Back and forward: the browser puts the choices back after this script has run.
window.addEventListener("pageshow", () => document.querySelectorAll(".govuk-radios").forEach(reveal));

start(document);

document.body.addEventListener("htmx:load", (event) => {
  if (event.detail.elt !== document.body) start(event.detail.elt);
});

// An answer that came back with errors: say so, and put the reader where the list of them is.
document.body.addEventListener("htmx:afterSettle", (event) => {
  const summary = event.detail.elt.querySelector?.(".govuk-error-summary");
  if (summary) summary.focus();
});
