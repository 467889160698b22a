// What pages do without asking the server. Elements say in data-* what they are for.
(function () {
  document.addEventListener('click', (event) => {
    const toggle = event.target.closest('[data-toggle]');
    if (toggle) {
      const target = document.querySelector(toggle.dataset.toggle);
      toggle.setAttribute('aria-expanded', String(target.classList.toggle('show')));
    }
    const opener = event.target.closest('[data-dialog]');
    if (opener) document.getElementById(opener.dataset.dialog).showModal();
    const closer = event.target.closest('[data-close]');
    if (closer) closer.closest('dialog').close();
    const copier = event.target.closest('[data-copy]');
    if (copier) copy(copier);
  });

  // Without a clipboard the text is selected, to be copied by hand.
  const copy = (button) => {
    const field = document.querySelector(button.dataset.copy);
    field.select();
    if (!navigator.clipboard) return;
    navigator.clipboard.writeText(field.value).then(() => {
      document.querySelector('[data-copy-status]').textContent = button.dataset.copied;
      button.querySelector('span').textContent = button.dataset.copied;
    });
  };

  // A dangerous button works once the name is typed that it asks for; without scripts the server refuses another name.
  const guard = (field) => {
    field.form.querySelector('[type=submit]').disabled = field.value.trim() !== field.dataset.confirm;
  };
  document.querySelectorAll('[data-confirm]').forEach(guard);
  document.addEventListener('input', (event) => {
    const field = event.target.closest('[data-confirm]');
    if (field) guard(field);
  });
})();
