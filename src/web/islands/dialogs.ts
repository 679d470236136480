/** Opens native dialogs as modal ones. Without this file the opener's address (`#id`) shows the dialog all the same. */
document.addEventListener('click', (event) => {
  if (!(event.target instanceof Element)) return;
  const opener = event.target.closest<HTMLElement>('[data-opens-dialog]');
  if (opener) {
    const dialog = document.getElementById(opener.dataset.opensDialog ?? '');
    if (dialog instanceof HTMLDialogElement) {
      event.preventDefault();
      if (!dialog.open) dialog.showModal();
    }
    return;
  }
  const dialog = event.target.closest('dialog');
  if (!dialog?.open) return;
  if (event.target.closest('[data-closes-dialog]')) {
    event.preventDefault();
    dialog.close();
  } else if (event.target === dialog && outside(dialog, event)) {
    dialog.close();
  }
});

/** Whether a click on the dialog element fell on the veil around it. */
function outside(dialog: HTMLDialogElement, { clientX, clientY }: MouseEvent): boolean {
  const { left, right, top, bottom } = dialog.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}
