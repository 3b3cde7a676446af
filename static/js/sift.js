// Keys for scoring: a digit chooses that score, saves it and goes on; when it needs a note, the note is waited for.
// Silent while somebody types, and can be turned off (WCAG 2.1.4). The page does all of it without this file.
const form = document.querySelector("[data-sift]");
const toggle = form?.querySelector("[data-sift-keys]");
const STORE = "sift-keys-off";

const read = () => {
  try {
    return localStorage.getItem(STORE) === "yes";
  } catch {
    return false; // storage may be refused: then the choice holds for this page
  }
};

if (form && toggle) {
  const hint = form.querySelector("[data-sift-hint]");
  const note = form.querySelector("textarea");
  const noted = new Set(form.dataset.noted.split(","));
  let off = read();

  const show = () => {
    toggle.hidden = false;
    hint.hidden = off;
    toggle.textContent = off ? "Turn on the keys" : "Turn off the keys";
  };

  toggle.addEventListener("click", () => {
    off = !off;
    try {
      localStorage.setItem(STORE, off ? "yes" : "no");
    } catch {
      // kept for this page alone
    }
    show();
  });

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("textarea, input:not([type=radio]), select, [contenteditable]");
    if (off || typing || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const choice = form.querySelector(`input[type=radio][value="${CSS.escape(event.key)}"]`);
    if (!choice) return;
    event.preventDefault();
    choice.checked = true;
    if (noted.has(event.key) && !note.value.trim()) {
      note.focus();
    } else {
      form.requestSubmit();
    }
  });

  show();
}
