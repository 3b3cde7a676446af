// Keeps a page of the form while it is typed: after a pause, on leaving a field, when the page is put away. The server
// keeps the boxes as they stand and shows them again; the buttons save them as answers, without this too.
import { renew } from "./token.js";

const PAUSE = 3000; // after the last key
const LEFT = 500; // after leaving a field: a button that is pressed comes first
const LONGEST = 4000; // that a button waits for a save that is on its way

const status = document.querySelector("[data-kept]");
const form = status.closest("form");
const token = form.querySelector("[name=csrfmiddlewaretoken]");
const read = () => {
  const boxes = new FormData(form);
  boxes.delete("csrfmiddlewaretoken");
  return new URLSearchParams(boxes).toString();
};
const first = read();
let last = first;
let timer;
let saving = null;
let leaving = false;

const say = (words) => {
  if (status.textContent !== words) status.textContent = words;
};

const put = (text) => {
  const body = new FormData(form);
  // Typed and taken out again: nothing is left to keep, unless the page was shown with what had been kept.
  if (text === first && !status.dataset.kept) body.set("discard", "1");
  return fetch(location.pathname, {
    method: "POST",
    body,
    headers: { "X-Autosave": "1" },
    keepalive: text.length < 50_000,
  });
};

const work = async (text) => {
  try {
    let answer = await put(text);
    if (answer.status === 403 && (await renew(token, location.href, "[data-kept]"))) answer = await put(text);
    if (answer.redirected) return say("You are signed out. Press Save and continue to sign in again.");
    const told = await answer.json();
    last = text;
    say(told.saved ?? told.error);
  } catch {
    say("Not saved yet. Press Save and continue.");
  }
};

const save = async () => {
  clearTimeout(timer);
  if (saving) await saving;
  const text = read();
  if (leaving || text === last) return;
  saving = work(text);
  await saving;
  saving = null;
};

const later = (pause) => {
  clearTimeout(timer);
  timer = setTimeout(save, pause);
};

form.addEventListener("input", () => later(PAUSE));
form.addEventListener("focusout", () => later(LEFT));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "hidden") save();
});
// What is on its way arrives before the page itself, or it would be kept as if it had not been saved.
form.addEventListener("submit", async (event) => {
  clearTimeout(timer);
  leaving = true;
  if (!saving) return;
  event.preventDefault();
  const { submitter } = event;
  await Promise.race([saving, new Promise((done) => setTimeout(done, LONGEST))]);
  saving = null;
  form.requestSubmit(submitter);
});
window.addEventListener("pageshow", () => {
  leaving = false;
});
