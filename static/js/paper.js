// Typing scores from paper: a digit goes on to the next score, or to the note where that score needs one.
const boxes = [...document.querySelectorAll("[data-paper-score]")];

boxes.forEach((box, place) => {
  box.addEventListener("input", () => {
    if (!/^\d$/.test(box.value)) return;
    const note = box.closest("tr").querySelector("textarea");
    const needed = box.dataset.paperScore.split(",").includes(box.value) && !note.value.trim();
    const next = needed ? note : boxes[place + 1];
    (next ?? box.form.querySelector("button")).focus();
  });
});
