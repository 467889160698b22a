// Before the first paint: a page without a chosen theme gets that of the system.
(function () {
  const root = document.documentElement;
  if (root.hasAttribute('data-bs-theme')) return;
  const dark = window.matchMedia('(prefers-color-scheme: dark)');
  const follow = () => root.setAttribute('data-bs-theme', dark.matches ? 'dark' : 'light');
  follow();
  dark.addEventListener('change', follow);
})();
