// Keys for scoring: a digit chooses that score, saves it and goes on; when it needs a note, the note is waited for.
// S skips and F flags. Silent while somebody types, and can be turned off (WCAG 2.1.4). A note is kept while it is
// typed. The page does all of it without this file.
const form = document.querySelector("[data-sift]");
const toggle = form?.querySelector("[data-sift-keys]");
const STORE = "sift-keys-off";
const PAUSE = 800; // milliseconds without a key before a note is kept
const AGAIN = 5000; // until the next try, when keeping it failed

const read = () => {
  try {
    return localStorage.getItem(STORE) === "yes";
  } catch {
    return false; // storage may be refused: then the choice holds for this page
  }
};

const keys = () => {
  const hint = form.querySelector("[data-sift-hint]");
  const note = form.querySelector("textarea");
  const noted = new Set(form.dataset.noted.split(","));
  const others = { s: form.querySelector("[name=skip]"), f: form.querySelector("[name=flag]") };
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
    const button = others[event.key.toLowerCase()];
    const choice = form.querySelector(`input[type=radio][value="${CSS.escape(event.key)}"]`);
    if (!button && !choice) return;
    event.preventDefault();
    if (button) {
      form.requestSubmit(button);
      return;
    }
    choice.checked = true;
    if (noted.has(event.key) && !note.value.trim()) {
      note.focus();
    } else {
      form.requestSubmit();
    }
  });

  show();
};

const keeping = () => {
  const note = form.querySelector("textarea");
  const said = form.querySelector("[data-sift-saved]");
  let kept = note.value;
  let waiting;
  let leaving = false;

  const keep = async () => {
    clearTimeout(waiting);
    const typed = note.value;
    if (leaving || typed === kept) return;
    const body = new FormData();
    body.set("note", typed);
    body.set("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body, redirect: "error" });
      if (leaving) return;
      said.textContent = answer.ok || answer.status === 422 ? await answer.text() : "Not saved. Your note is still here.";
      if (answer.ok) kept = typed;
    } catch {
      if (leaving) return;
      said.textContent = "Not saved: no connection. Your note is still here, and we try again.";
      waiting = setTimeout(keep, AGAIN);
    }
  };

  note.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE);
  });
  note.addEventListener("change", keep);
  form.addEventListener("submit", () => {
    leaving = true; // the form carries the note itself
  });
};

if (form) keeping();
if (form && toggle) keys();
