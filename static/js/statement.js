// Saves an answer while it is written, and counts its words. The page does all of it without this, on its buttons.
const form = document.querySelector("[data-statement]");
const box = form.querySelector("textarea");
const seen = form.querySelector("[name=seen]");
const counted = form.querySelector("[data-words]");
const status = form.querySelector("[data-saved]");
const PAUSE = 2000;
let last = box.value;
let timer;
let busy = false;

const say = (words, saved) => {
  status.textContent = words;
  status.classList.toggle("app-saved", saved);
};

const count = () => {
  const words = (box.value.match(/\S+/g) ?? []).length;
  counted.textContent = `${words} word${words === 1 ? "" : "s"}`;
};

const save = async () => {
  clearTimeout(timer);
  if (busy || box.value === last) return;
  busy = true;
  const text = box.value;
  say("Saving…", false);
  try {
    const body = new FormData(form);
    const answer = await fetch(form.action, { method: "POST", body, headers: { "X-Autosave": "1" } });
    if (answer.redirected || !answer.headers.get("Content-Type")?.includes("json")) throw new Error("signed out");
    const told = await answer.json();
    if (answer.ok) {
      last = text;
      seen.value = told.version;
      say(told.saved, true);
    } else {
      say(told.error, false);
    }
  } catch {
    say("Not saved yet. Your words are still in the box: keep this page open and press a button to save.", false);
  } finally {
    busy = false;
    if (box.value !== text) timer = setTimeout(save, PAUSE);
  }
};

box.addEventListener("input", () => {
  count();
  clearTimeout(timer);
  timer = setTimeout(save, PAUSE);
});
box.addEventListener("blur", save);

// A press of a button sends the page itself: a save on its way would make that page look stale.
form.addEventListener("submit", (event) => {
  clearTimeout(timer);
  if (!busy) return;
  event.preventDefault();
  const { submitter } = event;
  const wait = setInterval(() => {
    if (busy) return;
    clearInterval(wait);
    form.requestSubmit(submitter);
  }, 50);
});

window.addEventListener("beforeunload", (event) => {
  if (box.value !== last && !form.dataset.sent) event.preventDefault();
});
form.addEventListener("submit", (event) => {
  if (!event.defaultPrevented) form.dataset.sent = "1";
});
count();
