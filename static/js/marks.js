// The notes and scores of one candidate keep themselves while they are written. The page's own button does it without this.
const form = document.querySelector("[data-marks][data-keep]");
const PAUSE = 1200; // milliseconds without a key or a tap before the page is kept
const AGAIN = 5000; // until the next try, when keeping it failed

const keeping = () => {
  const said = form.querySelector("[data-marks-saved]");
  const whole = () => new URLSearchParams(new FormData(form)).toString();
  let kept = whole();
  let waiting;
  let leaving = false;

  const keep = async () => {
    clearTimeout(waiting);
    const typed = whole();
    if (leaving || typed === kept) return;
    try {
      const answer = await fetch(form.dataset.keep, { method: "POST", body: new FormData(form), redirect: "error" });
      if (leaving) return;
      said.textContent =
        answer.ok || answer.status === 422 ? await answer.text() : "Not saved. What you wrote is still here.";
      if (answer.ok) kept = typed;
    } catch {
      if (leaving) return;
      said.textContent = "Not saved: no connection. What you wrote is still here, and we try again.";
      waiting = setTimeout(keep, AGAIN);
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(keep, PAUSE);
  });
  form.addEventListener("change", keep);
  form.addEventListener("submit", () => {
    leaving = true; // the form carries everything itself
  });
};

if (form) keeping();
