'use strict';
// Filter, sort and address for a table that is already on the page. The markup is a plain
// table; 2,000 rows are searched by one pass over folded strings.
//
//   table[data-filter]        gets the tools; a long one shows its first rows and the others on demand
//   th[data-facet]            gets a select with the column's distinct values
//   th[data-nosort]           gets no sort button
//   td[data-sort]             sorts by this value instead of its text
//   table[data-layout=scroll] stays a table on a phone (default: cards, with or without filter)
//   table[data-rest]          is the first piece of a long one: the pages named there have the other rows, which are
//                             fetched before anything but the first piece is shown
//
// State lives in the query of the address: q, sort and a facet's values, columns by their titles
// (?co-quan=…&sort=-han: the minus sign is for descending; addresses of before number them: c2, sort=-3).
// A second table on a page uses the prefix t2-, a third t3-.

import { fold } from './fold.js';

/** Rows that a table shows at first; each further step shows five times as many. */
const PIECE = matchMedia('(max-width: 44.9375em)').matches ? 10 : 20;

const collator = new Intl.Collator('vi', { numeric: true, sensitivity: 'variant' });

const text = (cell) => (cell ? cell.textContent.replace(/\s+/g, ' ').trim() : '');

/** A number as Vietnamese pages print it (1.204,5) or null. */
function number(value) {
  const plain = value.replace(/[\s%]/g, '').replace(/^[−–]/, '-');
  if (!/^-?\d[\d.]*(,\d+)?$/.test(plain)) return null;
  const grouped = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain);
  return Number((grouped ? plain.replace(/\./g, '') : plain).replace(',', '.'));
}

function key(cell) {
  if (cell && cell.dataset.sort !== undefined) {
    const own = cell.dataset.sort;
    return own !== '' && /^-?\d+(\.\d+)?$/.test(own) ? Number(own) : own;
  }
  const shown = text(cell);
  const value = number(shown);
  return value === null || Number.isNaN(value) ? shown : value;
}

/** Empty cells stay last in both directions: "no date" is no date. */
function compare(a, b, sign) {
  if (a === '' || b === '') return a === b ? 0 : a === '' ? 1 : -1;
  if (typeof a === 'number' && typeof b === 'number') return sign * (a - b);
  return sign * collator.compare(String(a), String(b));
}

function element(name, properties, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

function labelled(control, label) {
  return element('div', {}, element('label', { htmlFor: control.id, textContent: label }), control);
}

const headCells = (table) => (table.tHead ? Array.from(table.tHead.rows[table.tHead.rows.length - 1].cells) : []);

/** On a phone rows become cards: what names the row stands first, labels are from the head, roles because display:block drops them. */
export function cards(table) {
  const heads = headCells(table);
  if (!heads.length || table.dataset.layout === 'scroll') return;
  const names = heads.map(text);
  const named = Array.from(table.tBodies[0].rows);
  const first = heads.findIndex(
    (head, column) =>
      !('facet' in head.dataset) && !head.classList.contains('num') && named.every((row) => text(row.cells[column])),
  );
  table.classList.add('board--cards');
  table.setAttribute('role', 'table');
  table.querySelectorAll('thead, tbody').forEach((part) => part.setAttribute('role', 'rowgroup'));
  table.querySelectorAll('tr').forEach((row) => row.setAttribute('role', 'row'));
  heads.forEach((head) => head.setAttribute('role', 'columnheader'));
  Array.from(table.tBodies).forEach((body) =>
    Array.from(body.rows).forEach((row) => {
      const head = row.querySelector('th') ?? row.cells[first];
      Array.from(row.cells).forEach((cell, column) => {
        cell.setAttribute('role', cell === head ? 'rowheader' : 'cell');
        if (cell !== head && names[column]) cell.dataset.label = names[column];
      });
    }),
  );
}

export function enhance(table, index) {
  const heads = headCells(table);
  const body = table.tBodies[0];
  const names = heads.map(text);
  const rows = [];
  const take = (own) =>
    own.forEach((row) =>
      rows.push({ row, position: rows.length, cells: Array.from(row.cells), folded: fold(Array.from(row.cells, text).join(' ')) }),
    );
  take(Array.from(body.rows));
  let ordered = rows;
  const prefix = index ? `t${index + 1}-` : '';
  const slug = (name) => fold(name).replace(/[^a-z0-9]+/g, '-');
  const slugs = names.map((name, column) => slug(name) + (names.indexOf(name) < column ? `-${column}` : ''));
  const id = (name) => `board-${index + 1}-${name}`;

  // --- the tools
  const input = element('input', { type: 'search', id: id('q'), autocomplete: 'off' });
  const tools = element('div', { className: 'board-tools' }, labelled(input, 'Lọc dòng (có dấu hoặc không dấu)'));
  tools.setAttribute('role', 'group');
  tools.setAttribute('aria-label', `Lọc và xếp bảng: ${text(table.caption) || 'bảng'}`);

  const facets = heads.flatMap((head, column) => {
    if (!('facet' in head.dataset)) return [];
    const select = element('select', { id: id(`c${column}`) });
    tools.append(labelled(select, names[column]));
    return [{ column, select }];
  });
  const offer = () =>
    facets.forEach(({ column, select }) => {
      const values = new Map();
      rows.forEach(({ cells }) => {
        const value = text(cells[column]);
        if (value) values.set(value, (values.get(value) || 0) + 1);
      });
      const known = Array.from(values.keys()).sort(collator.compare);
      select.replaceChildren(new Option('Tất cả', ''), ...known.map((value) => new Option(`${value} (${values.get(value)})`, value)));
    });
  offer();

  // Cards hide the head of the table, so the order needs a control of its own there.
  const order = element('select', { id: id('sort') }, new Option('Thứ tự ban đầu', ''));
  const sortable = heads.map((head) => !('nosort' in head.dataset) && text(head) !== '');
  names.forEach((name, column) => {
    if (!sortable[column]) return;
    order.add(new Option(`${name}, tăng dần`, slugs[column]));
    order.add(new Option(`${name}, giảm dần`, `-${slugs[column]}`));
  });
  const orderBox = labelled(order, 'Xếp theo');
  orderBox.className = 'board-sort';
  const reset = element('button', { type: 'button', textContent: 'Bỏ lọc', hidden: true });
  const count = element('p', { className: 'board-count' });
  count.setAttribute('role', 'status');
  const save = element('button', { type: 'button', textContent: 'Tải các dòng này (CSV)' });
  tools.append(orderBox, reset, save, count);
  const more = element('button', { type: 'button', className: 'board-more' });
  const paper = element('p', { className: 'on-paper' });

  heads.forEach((head, column) => {
    if (!sortable[column]) return;
    const button = element('button', { type: 'button' }, ...Array.from(head.childNodes));
    // On paper a browser repeats the head of a table on every sheet, but not its buttons.
    head.append(button, element('span', { className: 'on-paper', textContent: names[column] }));
    button.addEventListener('click', () => {
      order.value = order.value === slugs[column] ? `-${slugs[column]}` : slugs[column];
      change();
    });
  });

  // --- state
  function read() {
    const query = new URLSearchParams(location.search);
    input.value = query.get(`${prefix}q`) || '';
    order.value = (query.get(`${prefix}sort`) || '').replace(/^(-?)(\d+)$/, (all, sign, column) => (column in slugs ? sign + slugs[column] : all));
    if (order.selectedIndex < 0) order.value = '';
    facets.forEach(({ column, select }) => {
      select.value = query.get(prefix + slugs[column]) || query.get(`${prefix}c${column}`) || '';
      if (select.selectedIndex < 0) select.value = '';
    });
  }

  function remember() {
    const url = new URL(location.href);
    const keep = (name, value) => (value ? url.searchParams.set(prefix + name, value) : url.searchParams.delete(prefix + name));
    keep('q', input.value.trim().normalize('NFC'));
    keep('sort', order.value);
    facets.forEach(({ column, select }) => {
      keep(slugs[column], select.value);
      keep(`c${column}`, '');
    });
    history.replaceState(history.state, '', url);
  }

  // Some browsers refuse more than 100 changes of the address in 30 seconds.
  let waiting = 0;
  function rememberSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(remember, 300);
  }

  let limit = PIECE;
  let missing = '';
  function show() {
    const words = fold(input.value).split(' ').filter(Boolean);
    let shown = 0;
    const target = named();
    ordered.forEach(({ row, cells, folded }) => {
      const match =
        words.every((word) => folded.includes(word)) &&
        facets.every(({ column, select }) => !select.value || text(cells[column]) === select.value);
      row.hidden = !match;
      if (match) shown += 1;
      // Paper has no buttons, so these rows are only hidden on the screen.
      row.classList.toggle('later', match && shown > limit && row !== target);
    });
    const left = shown - limit;
    more.hidden = left <= 0 && !rest.length;
    more.textContent = rest.length ? 'Xem thêm' : `Xem thêm (còn ${left.toLocaleString('vi')} dòng)`;
    const total = rows.length.toLocaleString('vi');
    const told = shown === rows.length ? `${total} dòng${rest.length ? ' đầu' : ''}.` : `${shown.toLocaleString('vi')} trong ${total} dòng khớp bộ lọc.`;
    count.textContent = told + missing;
    const chosen = facets.filter(({ select }) => select.value).map(({ column, select }) => `${names[column]}: ${select.value}`);
    if (input.value) chosen.unshift(`có “${input.value.trim()}”`);
    reset.hidden = !chosen.length;
    paper.textContent = chosen.length ? `Chỉ in các dòng ${chosen.join('; ')}: ${count.textContent}` : '';
  }

  function sort() {
    const column = slugs.indexOf(order.value.replace(/^-/, ''));
    const sign = order.value.startsWith('-') ? -1 : 1;
    heads.forEach((head, position) => {
      if (position === column) head.setAttribute('aria-sort', sign > 0 ? 'ascending' : 'descending');
      else head.removeAttribute('aria-sort');
    });
    ordered =
      order.value === ''
        ? rows.slice()
        : rows
            .map((entry) => ({ ...entry, key: key(entry.cells[column]) }))
            .sort((a, b) => compare(a.key, b.key, sign) || a.position - b.position);
    body.append(...ordered.map(({ row }) => row));
  }

  let sortedBy = '';
  function update() {
    if (order.value !== sortedBy) {
      sort();
      sortedBy = order.value;
    }
    show();
  }

  async function change() {
    await all();
    limit = PIECE;
    update();
    rememberSoon();
  }

  // --- the further pieces
  let rest = (table.dataset.rest || '').split(' ').filter(Boolean);
  const here = location.pathname;

  let loading = null;

  /** Have all pieces, fetched once; what cannot be is told, and the link below the table still leads there. */
  function all() {
    if (rest.length) loading ??= fetched().finally(() => (loading = null));
    return loading;
  }

  async function fetched() {
    count.textContent = 'Đang tải các phần còn lại…';
    try {
      const pages = await Promise.all(rest.map(async (url) => {
        const answer = await fetch(new URL(url, new URL(here, location.href)));
        if (!answer.ok) throw new Error(answer.statusText);
        return [answer.url, new DOMParser().parseFromString(await answer.text(), 'text/html')];
      }));
      pages.forEach(([base, page]) => {
        const own = Array.from(page.querySelector('table.board[data-filter]').tBodies[0].rows);
        own.forEach((row) => row.querySelectorAll('a[href]').forEach((link) => (link.href = new URL(link.getAttribute('href'), base))));
        body.append(...own);
        take(own);
      });
      rest = [];
      cards(table);
      ordered = rows;
      sortedBy = '';
      const chosen = facets.map(({ select }) => select.value);
      offer();
      facets.forEach(({ select }, i) => (select.value = chosen[i]));
    } catch {
      missing = ' Chưa tải được các phần còn lại của bảng; bộ lọc chỉ xét phần này.';
      return;
    }
    missing = '';
  }

  /** Save what the filter shows, as spreadsheets read it: with a byte order mark, and nothing that begins a formula. */
  async function saved() {
    await all();
    update();
    const safe = (value) => (/^[=+\-@\t]/.test(value) ? `'${value}` : value);
    const cell = (value) => `"${safe(value).replace(/"/g, '""')}"`;
    const lines = [names, ...ordered.filter(({ row }) => !row.hidden).map(({ cells }) => names.map((_, column) => text(cells[column])))];
    const data = new Blob([`\uFEFF${lines.map((one) => one.map(cell).join(',')).join('\r\n')}\r\n`], { type: 'text/csv' });
    const link = element('a', { href: URL.createObjectURL(data), download: `${slug(text(table.caption)) || 'bang'}.csv` });
    link.click();
    URL.revokeObjectURL(link.href);
  }

  input.addEventListener('input', change);
  [order, ...facets.map(({ select }) => select)].forEach((control) => control.addEventListener('change', change));
  reset.addEventListener('click', () => {
    input.value = '';
    facets.forEach(({ select }) => (select.value = ''));
    change();
    input.focus();
  });

  save.addEventListener('click', saved);

  more.addEventListener('click', async () => {
    await all();
    if (sortedBy === '') update();
    const next = body.querySelector('tr.later');
    limit *= 5;
    show();
    const link = next?.querySelector('a[href]');
    if (link) link.focus({ preventScroll: true });
  });

  const frame = table.closest('.table-scroll') || table;
  frame.before(tools, paper);
  frame.after(more);
  read();
  update();
  // A filter or an order in the address is of all rows.
  if (rest.length && location.search) all().then(() => (read(), update()));

  // An address that names a row must not lead to a row that the filter, or the piece, hides.
  window.addEventListener('hashchange', lead);
  lead();

  function named() {
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    return target && table.contains(target) ? target.closest('tr') : null;
  }

  function lead() {
    const row = named();
    if (!row) return;
    if (row.hidden) reset.click();
    row.classList.remove('later');
    document.getElementById(decodeURIComponent(location.hash.slice(1))).scrollIntoView();
  }
}
