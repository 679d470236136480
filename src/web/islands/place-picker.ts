/**
 * Asks for the stairwell of the building just chosen. Without this file the page asks for it once the building was
 * sent; a disabled fieldset sends nothing, so only the question that was seen is answered.
 */
function ask(root: HTMLElement, buildingId: string): void {
  for (const question of root.querySelectorAll<HTMLFieldSetElement>('[data-stairwells-of]')) {
    const isMeant = question.dataset.stairwellsOf === buildingId;
    question.hidden = !isMeant;
    question.disabled = !isMeant;
  }
}

for (const root of document.querySelectorAll<HTMLElement>('[data-place-picker]')) {
  root.addEventListener('change', (event) => {
    const chosen = event.target;
    if (!(chosen instanceof HTMLInputElement || chosen instanceof HTMLSelectElement)) return;
    if (chosen.name === 'place.buildingId') ask(root, chosen.value);
  });
}
