// Sends a file as it is, shows how far it is, and goes to the page that the server answers with.
(function () {
  const zone = document.querySelector('[data-upload]');
  const problem = document.getElementById('problem');
  const bar = zone.querySelector('progress');
  const show = (id, shown) => { document.getElementById(id).hidden = !shown; };

  function type(name) {
    if (/\.csv$/i.test(name)) return 'text/csv';
    return /\.(ndjson|jsonl)$/i.test(name) ? 'application/x-ndjson' : 'application/json';
  }

  function fail(text) {
    problem.textContent = text;
    show('problem', true);
    show('upload', false);
  }

  function send(file) {
    const request = new XMLHttpRequest();
    request.open('POST', zone.dataset.upload);
    request.setRequestHeader('Content-Type', type(file.name));
    request.setRequestHeader('X-Form-Token', JSON.parse(document.body.getAttribute('hx-headers'))['X-Form-Token']);
    document.getElementById('upload-name').textContent = file.name;
    show('problem', false);
    show('checking', false);
    show('upload', true);
    request.upload.onprogress = (event) => {
      const share = event.lengthComputable ? Math.floor(100 * event.loaded / event.total) : 0;
      bar.value = share;
      document.getElementById('upload-share').textContent = share + ' %';
    };
    request.upload.onload = () => show('checking', true);
    request.onerror = () => fail(zone.dataset.brokenOff);
    request.onload = () => {
      const plain = (request.getResponseHeader('Content-Type') || '').startsWith('text/plain');
      if (request.status === 200 && plain) window.location.assign(request.responseText);
      else if (request.status === 200) window.location.reload(); // The session has ended: this was the page for signing in.
      else fail(plain ? request.responseText : zone.dataset.brokenOff);
    };
    request.send(file);
  }

  const over = (event) => { event.preventDefault(); zone.classList.toggle('drop-over', event.type === 'dragover'); };
  zone.addEventListener('dragover', over);
  zone.addEventListener('dragleave', over);
  zone.addEventListener('drop', (event) => { over(event); if (event.dataTransfer.files.length) send(event.dataTransfer.files[0]); });
  document.getElementById('file').addEventListener('change', (event) => {
    if (event.target.files.length) send(event.target.files[0]);
    event.target.value = '';
  });
})();
