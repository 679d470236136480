/** Lets a print button print. */
document.addEventListener('click', (event) => {
  if (event.target instanceof Element && event.target.closest('[data-does="print"]')) window.print();
});
