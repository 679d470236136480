/** Lets a print button print, and unfolds what is folded where the style sheet cannot (browsers before 2025). */
document.addEventListener('click', (event) => {
  if (event.target instanceof Element && event.target.closest('[data-does="print"]')) window.print();
});

const unfolded: HTMLDetailsElement[] = [];

addEventListener('beforeprint', () => {
  for (const fold of document.querySelectorAll<HTMLDetailsElement>('details.printed:not([open])')) {
    fold.open = true;
    unfolded.push(fold);
  }
});

addEventListener('afterprint', () => {
  for (const fold of unfolded.splice(0)) fold.open = false;
});
