// Saves a page of a reference while it is typed: after a pause, on leaving the page. The page saves itself on its
// buttons without this.
const PAUSE = 5000; // after the last key: few enough saves for the limit on a link
const form = document.querySelector("[data-autosave]");
const status = form.querySelector("[data-saved]");
const read = () => new URLSearchParams(new FormData(form)).toString();
let last = read();
let timer;
let leaving = false;

const say = (words, saved) => {
  if (status.textContent !== words) status.textContent = words;
  status.classList.toggle("app-saved", saved);
};

const save = async () => {
  clearTimeout(timer);
  const text = read();
  if (leaving || text === last) return;
  try {
    const answer = await fetch(location.pathname, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Autosave": "1" },
      keepalive: text.length < 50_000,
    });
    if (answer.redirected || !answer.headers.get("Content-Type")?.includes("json")) throw new Error("no answer");
    const told = await answer.json();
    if (answer.ok) last = text;
    say(told.saved ?? told.error, answer.ok);
  } catch {
    say("Not saved yet. Press Save and continue.", false);
  }
};

form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
});
form.addEventListener("submit", () => {
  leaving = true;
  clearTimeout(timer);
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") save();
});
window.addEventListener("pageshow", () => {
  leaving = false;
});
