// Sorts and filters what the page has. Without it the page has everything all the same. Texts are only read and written as text.
(() => {
  'use strict';
  const table = document.getElementById('items');
  if (!table) {
    return;
  }

  const body = table.tBodies[0];
  const original = Array.from(body.rows);
  const heads = Array.from(table.tHead.rows[0].cells);
  const form = document.getElementById('filter');
  const shown = document.getElementById('shown');
  const words = form.querySelector('input');
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });
  const cells = original.map(row => Array.from(row.cells, cell => cell.textContent));
  const places = new Map(original.map((row, i) => [row, i]));
  let texts = null;

  const text = (row, column) => cells[places.get(row)][column];

  // What is empty is last in either direction.
  const compare = (column, isNumber, one, other, direction) => {
    const a = text(one, column);
    const b = text(other, column);
    if (a === '' || b === '') {
      return (a === '') - (b === '');
    }

    const ordered = isNumber && !isNaN(a) && !isNaN(b) ? a - b : collator.compare(a, b);
    return direction * ordered;
  };

  const sort = (head, column) => {
    const before = head.getAttribute('aria-sort');
    heads.forEach(one => one.removeAttribute('aria-sort'));
    let rows = original;
    // The third press brings back the order of the report.
    if (before !== 'descending') {
      const direction = before === 'ascending' ? -1 : 1;
      head.setAttribute('aria-sort', direction === 1 ? 'ascending' : 'descending');
      // The order of the report has the outcomes from the worst to the best.
      rows = column === 0 && direction === 1 ? original
        : column === 0 ? [...original].reverse()
        : [...original].sort((a, b) => compare(column, head.classList.contains('number'), a, b, direction));
    }

    body.append(...chunk(rows));
  };

  const chunk = rows => {
    const part = document.createDocumentFragment();
    rows.forEach(row => part.append(row));
    return [part];
  };

  const filter = () => {
    texts ??= cells.map(row => row.join('\n').toLowerCase());
    const wanted = words.value.toLowerCase().split(/\s+/).filter(word => word !== '');
    const selects = Array.from(form.querySelectorAll('select'), select => [Number(select.dataset.column), select.value]);
    const chosen = selects.filter(one => one[1] !== '');
    let count = 0;
    original.forEach((row, i) => {
      const fits = chosen.every(([column, value]) => cells[i][column] === value) && wanted.every(word => texts[i].includes(word));
      row.hidden = !fits;
      count += fits;
    });
    shown.textContent = `Shown: ${count === original.length ? 'all' : `${count} of`} ${original.length}`;
  };

  heads.forEach((head, column) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...head.childNodes);
    button.addEventListener('click', () => sort(head, column));
    head.append(button);
  });

  // More than can be chosen from are found by words.
  const most = 200;
  form.querySelectorAll('select').forEach(select => {
    const values = [...new Set(cells.map(row => row[Number(select.dataset.column)]))].filter(value => value !== '');
    select.parentElement.hidden = values.length < 2 || values.length > most;
    values.slice(0, most).forEach(value => select.append(new Option(value, value)));
    select.addEventListener('change', filter);
  });

  words.addEventListener('input', filter);
  form.addEventListener('submit', event => event.preventDefault());
  form.addEventListener('reset', () => setTimeout(filter));
  form.hidden = false;
  filter();
})();
