'use strict';
// Filter, sort and address for a table that is already on the page. The markup is a plain
// table. What stands in a column is known once, however many rows have it; of a table of many thousands only the rows
// that are shown stand in the page.
//
//   table[data-filter]        gets the tools; a long one shows its first rows and the others on demand
//   th[data-facet]            gets a select with the column's distinct values
//   th[data-nosort]           gets no sort button
//   td[data-sort]             sorts by this value instead of its text
//   table[data-layout=scroll] stays a table on a phone (default: cards, with or without filter)
//   table[data-rest]          is the first piece of one of data-rows rows: the files named there have the others
//                             (generator/publish/views/boards.py), fetched when somebody filters, sorts or saves
//
// State lives in the query of the address: q, sort and a facet's values, columns by their titles
// (?co-quan=…&sort=-han: the minus sign is for descending; addresses of before number them: c2, sort=-3).
// A second table on a page uses the prefix t2-, a third t3-.

import { fetched } from './fetched.js';
import { fold } from './fold.js';

/** Rows that a table shows at first: cards are tall, lines of a grid are not; each further step shows five times as many. */
const PHONE = matchMedia('(max-width: 44.9375em)');
const CARDS = PHONE.matches ? 6 : 20;
const LINES = 40;

/** Columns beside each other on a wide screen. */
const COLUMNS = 7;

/** Rows up to which all of them stand in the page; of more, those that are shown, or printed. */
const WHOLE = 1000;

const collator = new Intl.Collator('vi', { numeric: true, sensitivity: 'variant' });
const paperSide = matchMedia('print');

/** What puts words in Vietnamese order when compared letter by letter, some twenty times faster than the collator. */
function collated(value) {
  const letters = value.toLowerCase().replace(/đ/g, 'd\u0306').normalize('NFD');
  const plain = letters
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/g, '')
    .replace(/\d+/g, (digits) => digits.padStart(12, '0'))
    .replace(/([adeiou])([\u0306\u0302\u031b]?)/g, (all, letter, mark) => letter + '\0\u0001\u0002\u0003'['\u0306\u0302\u031b'.indexOf(mark || '-') + 1]);
  return `${plain}\0${letters.replace(/[^\u0300\u0301\u0303\u0309\u0323]/g, '0').replace(/[^0]/g, (tone) => '\u0300\u0309\u0303\u0301\u0323'.indexOf(tone) + 1)}`;
}

const text = (cell) => (cell ? cell.textContent.replace(/\s+/g, ' ').trim() : '');

/** A number as Vietnamese pages print it (1.204,5) or null. */
function number(value) {
  const plain = value.replace(/[\s%]/g, '').replace(/^[−–]/, '-');
  if (!/^-?\d[\d.]*(,\d+)?$/.test(plain)) return null;
  const grouped = /^-?\d{1,3}(\.\d{3})+(,\d+)?$/.test(plain);
  return Number((grouped ? plain.replace(/\./g, '') : plain).replace(',', '.'));
}

function key(own, plain) {
  const value = plain ? (/^-?\d+(\.\d+)?$/.test(own) ? Number(own) : null) : number(own);
  return value === null || Number.isNaN(value) ? own && collated(own) : value;
}

const encoder = new TextEncoder();

/** The bytes of a cell as spreadsheets read it; nothing in it begins a formula. */
const quoted = (value) => encoder.encode(`"${value.replace(/^[=+\-@\t]/, "'$&").replaceAll('"', '""')}"`);

/** What a cell of a file says: the words of its markup. */
const words = (html) => html.replace(/<[^>]*>/g, '').replace(/&#(\d+);/g, (all, code) => String.fromCodePoint(code)).replace(/\s+/g, ' ').trim();

/** What stands in a column: each value once, with what filter, order and file need of it. */
class Values {
  constructor() {
    Object.assign(this, { html: [], texts: [], folded: [], keys: [], quoted: [], known: new Map() });
  }

  place(value, sort, html) {
    const mark = `${html ?? `\0${value}`}\0${sort ?? ''}`;
    let at = this.known.get(mark);
    if (at === undefined) {
      at = this.texts.push(value) - 1;
      this.known.set(mark, at);
      this.html.push(html);
      this.folded.push(fold(value));
      this.keys.push(key(sort ?? value, sort !== undefined));
      this.quoted.push(quoted(value));
    }
    return at;
  }
}

/** Whether each value is so. */
function which(values, so) {
  const found = new Uint8Array(values.length);
  for (let at = 0; at < values.length; at += 1) found[at] = so(values[at]) ? 1 : 0;
  return found;
}

/** Let the page answer in between. */
let breathed = 0;
async function breath() {
  if (performance.now() - breathed < 25) return;
  await new Promise((done) => setTimeout(done));
  breathed = performance.now();
}

/** What is empty first, then numbers, then words. */
function compare(a, b) {
  if (typeof a === typeof b) return a < b ? -1 : Number(a > b);
  return a === '' || (b !== '' && typeof a === 'number') ? -1 : 1;
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
export function cards(table, rows = Array.from(table.tBodies[0].rows)) {
  const heads = headCells(table);
  if (!heads.length || table.dataset.layout === 'scroll') return;
  const names = heads.map((head) => text(head.querySelector('.on-paper') ?? head));
  table.dataset.names ??= heads.findIndex(
    (head, column) =>
      !('facet' in head.dataset) && !head.classList.contains('num') && rows.every((row) => text(row.cells[column])),
  );
  const first = Number(table.dataset.names);
  const under = beneath(table, heads);
  table.classList.add('board--cards');
  if (under.size) {
    table.classList.add('board--under');
    table.style.setProperty('--shown', heads.length - under.size);
  }
  table.setAttribute('role', 'table');
  table.querySelectorAll('thead, tbody').forEach((part) => part.setAttribute('role', 'rowgroup'));
  heads.forEach((head) => head.setAttribute('role', 'columnheader'));
  [...table.querySelectorAll('thead tr, tfoot tr'), ...rows].forEach((row) => row.setAttribute('role', 'row'));
  rows.forEach((row) => {
    const head = row.querySelector('th') ?? row.cells[first];
    Array.from(row.cells).forEach((cell, column) => {
      cell.setAttribute('role', cell === head ? 'rowheader' : 'cell');
      if (cell !== head && names[column]) cell.dataset.label = names[column];
      cell.classList.toggle('under', under.has(column));
      cell.classList.toggle('long', heads[column]?.classList.contains('long'));
    });
    if (PHONE.matches) seen.observe(row);
  });
  heads.forEach((head, column) => head.classList.toggle('under', under.has(column)));
}

/** A card shows three lines; one that has more, found when somebody comes to it, gets a button for the others. */
const seen = new IntersectionObserver((met) => {
  const clipped = ({ target: row }) => row.scrollHeight > row.clientHeight || [...row.cells].some((cell) => cell.scrollHeight > cell.clientHeight + 2);
  met.filter(({ isIntersecting }) => isIntersecting).filter((one) => (seen.unobserve(one.target), clipped(one))).forEach(({ target: row }) => {
    const button = element('button', { type: 'button', textContent: 'Xem đủ' });
    button.addEventListener('click', () => {
      button.textContent = row.classList.toggle('whole') ? 'Thu gọn' : 'Xem đủ';
      button.setAttribute('aria-expanded', String(row.classList.contains('whole')));
    });
    button.setAttribute('aria-expanded', 'false');
    row.append(element('td', { className: 'opens', role: 'cell' }, button));
  });
});

/** The columns that stand under their row on a wide screen: of more than it bears the explanations, then the last. */
function beneath(table, heads) {
  if (heads.length <= COLUMNS || table.tFoot) return new Set();
  const shown = heads.filter((head) => !head.classList.contains('long')).slice(0, COLUMNS);
  return new Set([...heads.keys()].filter((column) => !shown.includes(heads[column])));
}

export function enhance(table, index) {
  const heads = headCells(table);
  const body = table.tBodies[0];
  const names = heads.map(text);
  const rows = [];
  const columns = heads.map(() => new Values());
  const known = [];
  const total = number(table.dataset.rows ?? '') || body.rows.length;
  const piece = table.dataset.layout === 'scroll' ? LINES : CARDS;
  const tags = Array.from(body.rows[0]?.cells ?? [], (cell) => (cell.matches('th') ? ['<th scope="row">', '</th>'] : [cell.matches('.num') ? '<td class="num">' : '<td>', '</td>']));
  /** The place of each row's value among those of its column, from 1; 0: it has none. Made once, again when rows came. */
  function places(column) {
    if (known[column]?.length === rows.length) return known[column];
    const { keys } = columns[column];
    const order = Uint32Array.from(keys.keys()).sort((a, b) => compare(keys[a], keys[b]));
    const at = new Uint32Array(keys.length);
    let place = 0;
    order.forEach((value, i) => {
      if (keys[value] !== '' && (i === 0 || keys[value] !== keys[order[i - 1]])) place += 1;
      at[value] = keys[value] === '' ? 0 : place;
    });
    return (known[column] = Uint32Array.from(rows, (entry) => at[entry.at[column]]));
  }
  /** Have rows for entries: of what came in a file one is made when it is first shown. */
  function made(entries) {
    const fresh = entries.filter(({ row }) => !row);
    fresh.forEach((entry) => {
      const cell = (at, column) => `${tags[column][0]}${columns[column].html[at]}${tags[column][1]}`;
      entry.row = element('tr', { ...(entry.id && { id: entry.id }), innerHTML: entry.at.map(cell).join(' ') });
    });
    if (fresh.length) cards(table, fresh.map(({ row }) => row));
    return entries;
  }
  for (const row of body.rows) {
    rows.push({ row, id: row.id, at: columns.map((own, column) => own.place(text(row.cells[column]), row.cells[column]?.dataset.sort)) });
  }
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
      const chosen = select.value;
      const listed = Array.from(new Set([...columns[column].texts, chosen])).filter(Boolean).sort(collator.compare);
      select.replaceChildren(new Option('Tất cả', ''), ...listed.map((value) => new Option(value, value)));
      select.value = chosen;
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
  orderBox.className = table.classList.contains('board--under') ? 'board-sort board-sort--shown' : 'board-sort';
  const reset = element('button', { type: 'button', textContent: 'Bỏ lọc', hidden: true });
  const count = element('p', { className: 'board-count' });
  count.setAttribute('role', 'status');
  const save = element('button', { type: 'button', textContent: 'Tải các dòng này (CSV)' });
  tools.append(orderBox, reset, save, count);
  // A phone shows rows first: the tools open when somebody wants them, or had chosen something.
  const opener = element('button', { type: 'button', className: 'board-open', textContent: 'Lọc, xếp, tải bảng này' });
  const open = (now) => {
    tools.classList.toggle('board-tools--closed', !now);
    opener.setAttribute('aria-expanded', String(now));
  };
  opener.addEventListener('click', () => open(opener.getAttribute('aria-expanded') === 'false'));
  tools.prepend(opener);
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
      const wanted = query.get(prefix + slugs[column]) || query.get(`${prefix}c${column}`) || '';
      select.value = wanted;
      // What nothing has any more is nothing here; it is not everything.
      if (select.selectedIndex < 0) select.add(new Option(wanted, wanted, false, true));
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

  let limit = piece;
  let missing = '';
  let matched = rows;
  /** Find the rows that all that was chosen lets through, and how many each other choice would. */
  function find() {
    const typed = fold(input.value).split(' ').filter(Boolean).map((word) => columns.map((own) => which(own.folded, (one) => one.includes(word))));
    const wanted = facets.map(({ column, select }) => select.value && which(columns[column].texts, (one) => one === select.value));
    const many = facets.map(({ column }) => new Uint32Array(columns[column].texts.length));
    matched = ordered.filter(({ at }) => {
      if (!typed.every((has) => has.some((own, column) => own[at[column]]))) return false;
      let against = -1;
      for (let i = 0; i < wanted.length; i += 1) {
        if (!wanted[i] || wanted[i][at[facets[i].column]]) continue;
        if (against >= 0) return false;
        against = i;
      }
      facets.forEach(({ column }, i) => (many[i][at[column]] += against < 0 || against === i));
      return against < 0;
    });
    facets.forEach(({ column, select }, i) => {
      const counted = new Map();
      columns[column].texts.forEach((value, at) => counted.set(value, (counted.get(value) ?? 0) + many[i][at]));
      Array.from(select.options).slice(1).forEach((option) => (option.text = rest.length ? option.value : `${option.value} (${(counted.get(option.value) ?? 0).toLocaleString('vi')})`));
    });
  }

  const told = (many) => many.toLocaleString('vi');
  function show() {
    find();
    const chosen = facets.filter(({ select }) => select.value).map(({ column, select }) => `${names[column]}: ${select.value}`);
    if (input.value) chosen.unshift(`có “${input.value.trim()}”`);
    place();
    const left = (chosen.length ? matched.length : total - rows.length + matched.length) - limit;
    more.hidden = left <= 0;
    more.textContent = `Xem thêm (còn ${told(left)} dòng)`;
    count.textContent = loading
      ? `${chosen.length ? `${told(matched.length)} dòng khớp trong ` : ''}${told(rows.length)} dòng đã tải; đang tải tiếp…`
      : `${chosen.length ? `${told(matched.length)} trong ${told(missing ? rows.length : total)} dòng khớp bộ lọc.` : `${told(total)} dòng.`}${missing}`;
    reset.hidden = !chosen.length;
    const part = rows.length < total ? `Chỉ in ${told(rows.length)} dòng đầu trong ${told(total)} dòng; lọc, xếp hoặc bấm “Xem thêm” để tải các dòng còn lại rồi in.` : '';
    paper.textContent = chosen.length ? `Chỉ in các dòng ${chosen.join('; ')}: ${count.textContent}` : part;
  }

  /** Put rows into the page: all, those that do not match hidden; of very many only what is shown. */
  function place() {
    const target = named();
    if (rows.length > WHOLE) {
      const on = paperSide.matches ? matched : matched.slice(0, limit);
      if (target && !on.includes(target)) on.push(target);
      made(on).forEach(({ row }) => (row.hidden = false));
      put(on);
      return;
    }
    made(rows).forEach(({ row }) => {
      row.hidden = true;
      row.classList.remove('later');
    });
    matched.forEach((entry, place) => {
      entry.row.hidden = false;
      // Paper has no buttons, so these rows are only hidden on the screen.
      entry.row.classList.toggle('later', place >= limit && entry !== target);
    });
    put(ordered);
  }

  /** Have these rows in the table, in this order. */
  function put(on) {
    const here = body.rows;
    if (on.length !== here.length || on.some(({ row }, place) => row !== here[place])) body.replaceChildren(...on.map(({ row }) => row));
  }

  paperSide.addEventListener('change', place);

  function sort() {
    const column = slugs.indexOf(order.value.replace(/^-/, ''));
    const sign = order.value.startsWith('-') ? -1 : 1;
    heads.forEach((head, position) => {
      if (position === column) head.setAttribute('aria-sort', sign > 0 ? 'ascending' : 'descending');
      else head.removeAttribute('aria-sort');
    });
    ordered = rows;
    if (!order.value) return;
    // Empty cells stay last in both directions: "no date" is no date. Rows of one value keep their order.
    const many = rows.length;
    const own = places(column);
    const sorted = Float64Array.from(own, (place, position) => (place ? sign * place : many + 1) * many + position).sort();
    ordered = Array.from(sorted, (at) => rows[((at % many) + many) % many]);
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
    limit = piece;
    const loads = all();
    update();
    rememberSoon();
    await loads;
  }

  // --- the rows of the files
  let rest = (table.dataset.rest || '').split(' ').filter(Boolean);
  const here = location.href;
  let loading = null;

  /** Have all rows, fetched once; what cannot be is told, and the link below the table still leads there. */
  function all() {
    if (rest.length) loading ??= load().finally(() => ((loading = null), update()));
    return loading;
  }

  async function load() {
    missing = '';
    const first = rows.length;
    try {
      const files = rest.map((url) => fetched(new URL(url, here)));
      for (const file of files) {
        const { cells, at, ids } = await file;
        const places = [];
        for (const [column, values] of cells.entries()) {
          const own = new Uint32Array(values.length);
          for (let i = 0; i < values.length; i += 1) {
            const [html, sort] = [values[i]].flat();
            own[i] = columns[column].place(words(html), sort, html);
            if (i % 50 === 0) await breath();
          }
          places.push(own);
        }
        for (let i = 0; i < at[0].length; i += 1) rows.push({ row: null, id: ids?.[i] ?? '', at: places.map((own, column) => own[at[column][i]]) });
        await breath();
        show();
      }
      for (const column of sortable.keys()) {
        if (sortable[column]) places(column);
        await breath();
      }
      rest = [];
      sortedBy = '';
      ordered = rows;
      offer();
    } catch {
      rows.length = first;
      missing = ' Chưa tải được các dòng còn lại của bảng; bộ lọc chỉ xét phần này.';
    }
  }

  /** Save what the filter shows, as spreadsheets read it: with a byte order mark. */
  async function saved() {
    await all();
    const lines = [names.map(quoted), ...matched.map(({ at }) => columns.map((own, column) => own.quoted[at[column]]))];
    const data = new Uint8Array(lines.reduce((size, line) => line.reduce((all, cell) => all + cell.length + 1, size + 1), 0));
    let end = 0;
    lines.forEach((line) => {
      line.forEach((cell) => {
        data.set(cell, end);
        end += cell.length + 1;
        data[end - 1] = 44; // a comma
      });
      data.set([13, 10], end - 1);
      end += 1;
    });
    const file = new Blob(['\uFEFF', data], { type: 'text/csv' });
    const link = element('a', { href: URL.createObjectURL(file), download: `${slug(text(table.caption)) || 'bang'}.csv` });
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
    if (limit * 5 > rows.length) await all();
    const next = matched[limit];
    limit *= 5;
    show();
    const link = next?.row.querySelector('a[href]');
    if (link) link.focus({ preventScroll: true });
  });

  const frame = table.closest('.table-scroll') || table;
  frame.before(tools, paper);
  frame.after(more);
  read();
  update();
  open(!reset.hidden || order.value !== '');
  // A filter or an order in the address is of all rows.
  if (rest.length && location.search) all().then(() => (read(), update()));
  // Whoever goes to the tools will want them.
  tools.addEventListener('focusin', all, { once: true });

  // An address that names a row must not lead to a row that the filter, or the piece, hides.
  window.addEventListener('hashchange', lead);
  lead();

  function named() {
    const name = decodeURIComponent(location.hash.slice(1));
    const target = name && document.getElementById(name);
    const row = target && table.contains(target) ? target.closest('tr') : null;
    return name ? rows.find((entry) => entry.id === name || (row && entry.row === row)) : undefined;
  }

  function lead() {
    const entry = named();
    if (!entry) {
      const name = decodeURIComponent(location.hash.slice(1));
      if (name && rest.length && !document.getElementById(name)) all().then(() => rest.length || lead());
      return;
    }
    if (!matched.includes(entry)) reset.click();
    place();
    entry.row.classList.remove('later');
    entry.row.scrollIntoView();
  }
}
