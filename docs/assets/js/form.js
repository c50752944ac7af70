'use strict';
// The form for records: made, in the browser, from the schemas and the public records of this site. It asks nobody else
// and keeps no key of anybody. It ends in the text of the file, and in the page of the repository's host that takes it.
//
// A field holds what its schema says: choices are selected, records are searched by name, and what must stand beside
// what was typed is asked for as soon as the schema says so. Whatever joins records is judged after sending.

import { fold } from './fold.js';
import { entryText, fileText, idOf, zipped } from './record.js';

const box = document.querySelector('[data-record-form]');
const root = new URL(box.dataset.root, document.baseURI);
const BRANCH = 'main';
const FITS = 6000; // characters of an address that hosts take
const SMALL = 7; // fields that are shown at once
const BODIES = { rollout: 'addressee', submission: 'reporter', measurement: 'body', finding: 'agency' };
const NEVER = ['id', 'acknowledge', 'corrections', 'withdrawn', 'inferred', 'source_issues', 'visibility', 'internal_note'];
/** Begun here: the others begin from a document, or with a table. */
const KINDS = ['remediation', 'finding', 'rollout', 'submission', 'measurement', 'verification', 'recommendation', 'document', 'notice', 'feedback', 'coordination', 'obstacle', 'response'];

let common;
let records;
const schemas = new Map();
const search = new Map();

async function read(path) {
  const answer = await fetch(new URL(`du-lieu/${path}`, root));
  if (!answer.ok) throw new Error(path);
  return answer.json();
}

async function schema(kind) {
  if (!schemas.has(kind)) schemas.set(kind, resolved(await read(`schemas/${kind}.schema.json`)));
  return schemas.get(kind);
}

/** A schema without references; what stands beside one wins over what it leads to. */
function resolved(given) {
  let found = given;
  while (found.$ref) {
    const { $ref, ...beside } = found;
    found = { ...common.$defs[$ref.split('/').pop()], ...beside };
  }
  return found;
}

const element = (name, properties = {}, ...inside) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...inside);
  return made;
};
const button = (textContent, act) => {
  const made = element('button', { type: 'button', textContent });
  made.addEventListener('click', act);
  return made;
};
const chosen = (options, empty, value) => {
  const select = element('select', {}, element('option', { value: '', textContent: empty }));
  options.forEach(([code, said]) => select.append(element('option', { value: code, textContent: said })));
  select.value = value ?? '';
  return select;
};

/** What a record is called. */
/** The last day of what is no more, so that an old province is told from a new one of the same name. */
function years(record) {
  const [year, month, day] = (record.valid?.to ?? '').split('-');
  return day ? ` (đến ${day}/${Number(month) > 2 ? Number(month) : month}/${year})` : '';
}

function label(record) {
  const name = record.names?.at(-1)?.name;
  const number = record.symbol && `${record.number ?? '…'}/${record.symbol.replace(/^-/, '')}`;
  const where = records.get(record.agency ?? record.addressee ?? record.reporter);
  const parts = [name, number, record.title ?? record.content ?? record.about, where && label(where)];
  return parts.filter(Boolean).join(' · ') || record.id;
}

function folded(record) {
  if (!search.has(record.id)) {
    const names = [...(record.names ?? []), ...(record.aliases ?? [])].flatMap((one) => [one.name, one.short]);
    search.set(record.id, fold([record.id, label(record), ...names].filter(Boolean).join(' ')));
  }
  return search.get(record.id);
}

// ------------------------------------------------------------------------------------------------ what a schema wants

function holds(rule, value) {
  if (rule === true || rule === undefined) return true;
  if ('const' in rule && rule.const !== value) return false;
  if (rule.enum && !rule.enum.includes(value)) return false;
  if (rule.required && !rule.required.every((name) => value?.[name] !== undefined)) return false;
  if (!Object.entries(rule.properties ?? {}).every(([name, below]) => value?.[name] === undefined || holds(below, value[name]))) return false;
  if (rule.not && holds(rule.not, value)) return false;
  if (rule.anyOf && !rule.anyOf.some((one) => holds(one, value))) return false;
  return !rule.allOf || rule.allOf.every((one) => holds(one, value));
}

/** The fields that an object must have with what it holds, and those that it must not. */
function wanted(shape, value) {
  const must = new Set(shape.required ?? []);
  const barred = new Set();
  const take = (rule) => {
    rule?.required?.forEach((name) => must.add(name));
    rule?.not?.required?.forEach((name) => barred.add(name));
  };
  (shape.allOf ?? []).forEach((rule) => {
    if (!rule.if) return take(rule);
    if (!holds(rule.if, value)) return take(rule.else);
    // «If there is no A, then why not» asks for A; the why is there for who chooses it.
    const rather = rule.if.not?.required;
    return take(rather && !holds(rule.then, value) ? { required: rather } : rule.then);
  });
  Object.entries(shape.dependentRequired ?? {}).forEach(([name, others]) => value[name] !== undefined && others.forEach((other) => must.add(other)));
  const ways = [shape.oneOf, shape.anyOf, ...(shape.allOf ?? []).map((rule) => rule.anyOf ?? rule.oneOf)].filter((way) => way?.every((one) => one.required));
  ways.forEach((way) => {
    if (!way.some((one) => one.required.every((name) => value[name] !== undefined))) way[0].required.forEach((name) => must.add(name));
  });
  return { must, barred };
}

/** What is still missing, by the titles of the fields that lead there. */
function missing(shape, value, above = '') {
  if (shape.type === 'array') return (value ?? []).flatMap((one, i) => missing(resolved(shape.items), one, `${above}${i + 1} › `));
  if (shape.type !== 'object' || !shape.properties) return [];
  const { must } = wanted(shape, value);
  return Object.entries(shape.properties).flatMap(([name, given]) => {
    const below = resolved(given);
    if (value[name] === undefined) return must.has(name) && name !== 'id' ? [`${above}${below.title}`] : [];
    return missing(below, value[name], `${above}${below.title} › `);
  });
}

// --------------------------------------------------------------------------------------------------------- the fields

let counted = 0;

function day(typed) {
  const parts = typed.trim().match(/^(?:(\d{1,2})[/.-])?(?:(\d{1,2})[/.-])?(\d{4})$/);
  if (!parts) return typed.trim();
  const [, first, second, year] = parts;
  const two = (part) => part.padStart(2, '0');
  return second ? `${year}-${two(second)}-${two(first)}` : first ? `${year}-${two(first)}` : year;
}

/** What was typed as the schema has it, undefined if it is nothing. */
function typed(shape, text) {
  const plain = text.normalize('NFC').replace(/[\t\u00a0]/g, ' ').trim();
  if (!plain) return undefined;
  const format = shape.format ?? shape.anyOf?.find((one) => one.format)?.format;
  if (format?.endsWith('date')) return /^\d{4}$/.test(day(plain)) ? Number(day(plain)) : day(plain);
  const number = ['integer', 'number'].includes(shape.type) || shape.anyOf?.some((one) => one.type === 'number');
  if (number && /^-?[\d.]*\d(,\d+)?$/.test(plain)) return Number(plain.includes(',') ? plain.replaceAll('.', '').replace(',', '.') : plain);
  return shape.maxLength > 600 ? plain.replace(/\r/g, '') : plain.replace(/\s+/g, ' ');
}

/** One value: a label, what takes it, and what the schema says of it. */
function field(title, shape, needed, take, value) {
  const id = `o-${(counted += 1)}`;
  const row = element('div', { className: 'record-field' });
  const name = element('label', { htmlFor: id, textContent: title });
  if (needed) name.append(element('span', { className: 'record-must', textContent: ' (phải có)' }));
  // How a date or an id is written is the business of this form, not of who types.
  const told = ![common.$defs.id, common.$defs.date].some((one) => one.description === shape.description) && shape.description;
  const hint = told && element('p', { className: 'note', id: `${id}-n`, textContent: told });
  let input;
  if (shape['x-ref']) {
    row.append(name, ...reference(id, shape['x-ref'], take, value));
  } else {
    const options = shape.oneOf?.filter((one) => 'const' in one).map((one) => [one.const, one.title]) ?? shape.enum?.map((one) => [one, one]);
    if (options?.length) input = chosen(options, '—', value);
    else if (shape.type === 'boolean') input = chosen([['true', 'có']], '—', value === undefined ? '' : String(value));
    else if (shape.maxLength > 600) input = element('textarea', { rows: 3, value: value ?? '' });
    else input = element('input', { type: 'text', value: value ?? '' });
    const dated = JSON.stringify([shape.format, shape.anyOf ?? '']).includes('date');
    if (dated) input.placeholder = '31/12/2026';
    input.addEventListener('change', () => {
      const now = shape.type === 'boolean' ? input.value === 'true' || undefined : typed(shape, input.value);
      if (dated && now !== undefined) input.value = String(now);
      take(now);
    });
    input.id = id;
    if (hint) input.setAttribute('aria-describedby', hint.id);
    row.append(name, input);
    if (shape.pattern?.includes('{64}')) row.append(...summed(input));
  }
  if (hint) row.append(hint);
  return row;
}

/** A file of this machine whose sum is taken here; the file itself goes nowhere. */
function summed(input) {
  const file = element('input', { type: 'file', id: `${input.id}-t` });
  file.addEventListener('change', async () => {
    const sum = await crypto.subtle.digest('SHA-256', await file.files[0].arrayBuffer());
    input.value = Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, '0')).join('');
    input.dispatchEvent(new Event('change'));
  });
  return [element('label', { htmlFor: file.id, textContent: 'Tính mã từ tệp trên máy này (tệp không được gửi đi đâu)' }), file];
}

/** A box in which a record is looked for by name, number or id: of these kinds, of this province or of the nation. */
function reference(id, kinds, take, value) {
  const input = element('input', { id, type: 'search', autocomplete: 'off', value: value ? label(records.get(value) ?? { id: value }) : '' });
  const list = element('ul', { className: 'record-found' });
  const said = element('p', { className: 'note', role: 'status' });
  if (value) said.textContent = value;
  const among = () => [...records.values()].filter((one) => kinds.includes(one.kindOf) && [state.province, 'trung-uong'].includes(one.province));
  input.addEventListener('input', () => {
    const words = fold(input.value).split(' ').filter(Boolean);
    const found = words.length ? among().filter((one) => words.every((word) => folded(one).includes(word))) : [];
    list.replaceChildren(
      ...found.slice(0, 9).map((one) =>
        element('li', {}, button(`${label(one)} (${one.id})`, () => {
          input.value = label(one);
          said.textContent = one.id;
          list.replaceChildren();
          take(one.id);
        })),
      ),
    );
    const own = typed({}, input.value);
    const exact = /^[a-z0-9]+(-[a-z0-9]+)+$/.test(own ?? '');
    said.textContent = !words.length ? '' : found.length ? `${found.length} kết quả` : exact ? 'Mục mới, chưa có trong sổ: mã được nhận như đã gõ.' : 'Không có trong sổ.';
    if (!own || (exact && !found.length)) take(own);
  });
  return [input, list, said];
}

/** The fields of an object: those it must have, those it has, and a menu of the others. */
function fields(shape, value, changed, skipped = []) {
  const place = element('div', { className: 'record-fields' });
  const open = new Set();
  const names = Object.keys(shape.properties).filter((name) => !skipped.includes(name));
  const draw = () => {
    const { must, barred } = wanted(shape, value);
    const asked = names.filter((name) => !barred.has(name) && (must.has(name) || open.has(name) || value[name] !== undefined || names.length < SMALL));
    place.replaceChildren(...asked.map((name) => part(name, must.has(name))));
    const others = names.filter((name) => !asked.includes(name) && !barred.has(name));
    if (!others.length) return;
    const more = chosen(others.map((name) => [name, resolved(shape.properties[name]).title]), 'Ghi thêm mục…');
    more.setAttribute('aria-label', 'Ghi thêm mục');
    more.addEventListener('change', () => {
      open.add(more.value);
      draw();
    });
    place.append(more);
  };
  const part = (name, needed) => {
    const below = resolved(shape.properties[name]);
    const take = (now) => {
      if (now === undefined) delete value[name];
      else value[name] = now;
      const before = JSON.stringify([...wanted(shape, value).must]);
      if (before !== place.dataset.must) draw();
      place.dataset.must = before;
      changed();
    };
    return valued(below.title, below, needed, take, value[name], changed);
  };
  place.dataset.must = JSON.stringify([...wanted(shape, value).must]);
  draw();
  return place;
}

function valued(title, shape, needed, take, value, changed) {
  if (shape.type === 'array') return listed(title, shape, needed, take, value ?? [], changed);
  if (shape.type !== 'object' || !shape.properties) return field(title, shape, needed, take, value);
  const inner = value ?? {};
  const group = element('fieldset', {}, element('legend', { textContent: title + (needed ? ' (phải có)' : '') }));
  const tell = () => (Object.keys(inner).length ? take(inner) : take(undefined));
  group.append(fields(shape, inner, tell));
  return group;
}

function listed(title, shape, needed, take, held, changed) {
  const list = [...held];
  const below = resolved(shape.items);
  const group = element('fieldset', {}, element('legend', { textContent: title + (needed ? ' (phải có)' : '') }));
  const tell = () => take(list.some((one) => one !== undefined) ? list.filter((one) => one !== undefined && (typeof one !== 'object' || Object.keys(one).length)) : undefined);
  const more = button(`Thêm: ${below.title ?? title}`, () => add(undefined));
  const add = (value) => {
    const at = list.length;
    list.push(value);
    const one = below.type === 'object' ? (list[at] = value ?? {}) : value;
    more.before(valued(`${below.title ?? title} ${at + 1}`, below, false, (now) => ((list[at] = now), tell()), one, changed));
  };
  group.append(more);
  if (held.length) list.splice(0).forEach(add);
  else if (needed) add(undefined);
  return group;
}

// ------------------------------------------------------------------------------------------- the page from top to end

const state = { province: '', kind: '', record: null, list: '' };
const form = element('form', { className: 'record-form' });
const result = element('section', { className: 'record-result' });
result.setAttribute('aria-live', 'polite');
form.addEventListener('submit', (event) => event.preventDefault());
const below = element('div');
const [province, task, kind] = ['select', 'select', 'select'].map((name) => element(name));

async function open() {
  const [shared, data] = await Promise.all(['schemas/common.schema.json', 'records.json'].map(read));
  common = shared;
  records = new Map(Object.entries(data.records).flatMap(([name, list]) => list.map((one) => [one.id, { ...one, kindOf: name }])));
  const provinces = [...records.values()].filter((one) => one.kindOf === 'province' && one.province !== 'trung-uong');
  province.append(...chosen(provinces.map((one) => [one.id, label(one) + years(one)]), '— chọn tỉnh, thành phố —').children);
  task.append(...chosen([['new', 'Ghi mục mới'], ['entry', 'Thêm vào mục đã có (diễn biến, gia hạn, báo cáo khắc phục)']], '— chọn việc —').children);
  const top = element('div', { className: 'record-fields' });
  [[province, 'Tỉnh, thành phố'], [task, 'Việc'], [kind, 'Loại']].forEach(([input, said], at) => {
    input.id = `dau-${at}`;
    top.append(element('div', { className: 'record-field' }, element('label', { htmlFor: input.id, textContent: said }), input));
    input.addEventListener('change', () => start(input));
  });
  form.append(top, below);
  box.replaceChildren(form, result);
  document.querySelector('.without-script')?.remove();
}
open().catch(() => box.replaceChildren(element('p', { textContent: 'Chưa tải được dữ liệu của trang. Mẫu này chỉ chạy trên trang đã công bố, không chạy từ tệp trên máy.' })));

let turn = 0;

async function start(from) {
  const own = ++turn;
  if (from !== kind) {
    const kinds = KINDS.concat(task.value === 'entry' ? ['task'] : []);
    const titles = await Promise.all(kinds.map(async (one) => [one, (await schema(one)).title]));
    const kept = kind.value;
    kind.replaceChildren(...chosen(titles, '— chọn loại —').children);
    kind.value = kinds.includes(kept) ? kept : '';
  }
  if (own !== turn) return; // what was chosen since then draws the form, which may be filled in already
  Object.assign(state, { province: province.value, kind: kind.value, record: null, list: '' });
  below.replaceChildren();
  result.replaceChildren();
  if (!state.province || !task.value || !state.kind) return;
  const shape = await schema(state.kind);
  if (own !== turn) return;
  if (task.value === 'new') begin(shape);
  else choose(shape);
}

/** The one that there is, if there is but one. */
const only = (ids) => (new Set(ids).size === 1 ? ids[0] : undefined);

/** A new record; with many bodies, as many of them. */
function begin(shape) {
  const value = {};
  const bodies = [];
  const axis = BODIES[state.kind];
  const show = () => (bodies.length ? many(shape, value, axis, bodies) : one(shape, value));
  below.append(fields(shape, value, show, NEVER));
  if (axis) {
    const lines = element('textarea', { id: 'nhieu', rows: 4 });
    const said = element('p', { className: 'note', role: 'status', textContent: 'Để trống nếu chỉ một cơ quan. Cùng nội dung cho nhiều cơ quan: dán danh sách, mỗi dòng một tên.' });
    lines.addEventListener('change', () => {
      const own = [...records.values()].filter((body) => ['agency', 'team'].includes(body.kindOf) && body.province === state.province);
      const names = new Map(own.flatMap((body) => [body.id, ...[...(body.names ?? []), ...(body.aliases ?? [])].flatMap((name) => [name.name, name.short])].filter(Boolean).map((name) => [fold(name), body.id])));
      const meant = (line) => names.get(line) ?? only([...names].filter(([name]) => name.startsWith(`${line} `)).map(([, id]) => id));
      const asked = lines.value.split('\n').map((line) => line.trim()).filter(Boolean);
      const unknown = asked.filter((line) => !meant(fold(line)));
      bodies.splice(0, bodies.length, ...new Set(asked.map((line) => meant(fold(line))).filter(Boolean)));
      said.textContent = unknown.length ? `Không có trong sổ, hoặc gọi được nhiều nơi, nên chưa ghi: ${unknown.join('; ')}.` : `${bodies.length} cơ quan.`;
      if (bodies.length) value[axis] = bodies[0];
      show();
    });
    below.append(element('div', { className: 'record-field' }, element('label', { htmlFor: 'nhieu', textContent: 'Nhiều cơ quan cùng lúc' }), lines, said));
  }
  show();
}

const path = (record, id, of = state.kind) => `records/${record?.province ?? state.province}/${of}/${id}.yaml`;
const named = (shape, id) => records.get(id) && `Sổ đã có mục ${id}: có lẽ điều này đã được ghi. Muốn ghi thêm thì chọn “Thêm vào mục đã có”.`;

function one(shape, value) {
  const lacks = missing(shape, value);
  if (lacks.length) return wait(lacks);
  const id = idOf(state.kind, state.province, shape, value, records);
  const taken = named(shape, id);
  const text = fileText(state.kind, { id, ...value }, shape, resolved);
  tell(taken ?? 'Mục mới', path(null, id), text, taken ? null : host('new', path(null, id), text, `${shape.title}: ${value.title ?? value.what ?? id}`));
}

function many(shape, value, axis, bodies) {
  const lacks = missing(shape, value);
  if (lacks.length) return wait(lacks);
  const files = bodies.map((body) => {
    const own = { ...value, [axis]: body };
    const id = idOf(state.kind, state.province, shape, own, records);
    return { id, path: path(null, id), text: fileText(state.kind, { id, ...own }, shape, resolved) };
  });
  const fresh = files.filter((file) => !records.has(file.id));
  const old = files.length - fresh.length;
  tell(`${fresh.length} mục mới${old ? `; ${old} cơ quan đã có mục ấy, không ghi lại` : ''}`, `records/${state.province}/${state.kind}/`, fresh.map((file) => file.text).join('\n'), host('upload', `records/${state.province}/${state.kind}`));
  result.append(
    download(`${state.kind}.zip`, zipped(fresh.map((file) => [file.path.split('/').pop(), file.text])), 'Tải mọi tệp (.zip)'),
    element('p', { textContent: 'Giải nén rồi kéo các tệp vào trang tải lên của kho; một lần gửi cho tất cả.' }),
  );
}

/** An entry for a record that is there. */
function choose(shape) {
  const lists = Object.entries(shape.properties).map(([name, given]) => [name, resolved(given)]).filter(([name, list]) => list.type === 'array' && list['x-change'] === 'entries' && !NEVER.includes(name) && resolved(list.items).type === 'object');
  const which = chosen(lists.map(([name, list]) => [name, list.title]), '— chọn danh sách —');
  which.id = 'danh-sach';
  const place = element('div');
  const again = () => {
    place.replaceChildren();
    result.replaceChildren();
    if (!state.record || !which.value) return;
    const list = lists.find(([name]) => name === which.value)[1];
    const value = {};
    const entry = resolved(list.items);
    place.append(fields(entry, value, () => added(list, entry, value)));
    added(list, entry, value);
  };
  which.addEventListener('change', () => {
    state.list = which.value;
    again();
  });
  if (lists.some(([name]) => name === 'events')) which.value = state.list = 'events';
  below.append(
    field(shape.title, { 'x-ref': [state.kind] }, true, (id) => {
      state.record = records.get(id) ?? null;
      again();
    }),
    element('div', { className: 'record-field' }, element('label', { htmlFor: which.id, textContent: 'Danh sách' }), which),
    place,
  );
}

function added(list, entry, value) {
  const lacks = missing(entry, value);
  if (lacks.length) return wait(lacks);
  const { record } = state;
  const held = record[state.list] ?? [];
  const when = String(value.date ?? value.known_on ?? '');
  const before = when ? held.filter((one) => String(one.date ?? one.known_on ?? '') <= when).length : held.length;
  const text = entryText(state.list, value, entry, resolved, held.length === 0);
  const after = held[before - 1];
  const where = !held.length
    ? 'Tệp chưa có danh sách này: dán vào cuối tệp, rồi chạy lệnh trình bày (make fix) hoặc đặt theo thứ tự trường.'
    : before === 0
      ? `Dán ngay dưới dòng “${state.list}:”, trước mọi mục đã có.`
      : `Dán dưới mục thứ ${before}${after?.date ? ` (ngày ${after.date})` : ''} của “${state.list}:”${before < held.length ? '' : ', mục cuối của danh sách'}.`;
  tell(where, path(record, record.id), text, host('edit', path(record, record.id)));
  result.append(element('p', {}, element('a', { href: new URL(record.page, root).href, target: '_blank', rel: 'noopener', textContent: 'Xem mục ấy trên trang: hạn, tình hình đang có' })));
  result.append(element('p', { textContent: 'Trang sửa của kho mở bản mới nhất: mục người khác vừa thêm vẫn ở đó. Hai người cùng sửa một chỗ thì kho không nhận bản sau mà nêu cả hai.' }));
}

function wait(lacks) {
  result.replaceChildren(element('h2', { textContent: 'Còn thiếu' }), element('ul', {}, ...lacks.map((said) => element('li', { textContent: said }))));
}

/** The page of the repository's host that takes a file, empty where it is not known how; nothing is sent before it is clicked. */
function host(what, where, text = '', message = '') {
  const given = box.dataset.repository.replace(/\/$/, '');
  if (!/^https:/.test(given)) return null;
  const name = new URL(given).hostname;
  const lab = name.includes('gitlab');
  const tea = /gitea|forgejo|codeberg/.test(name);
  if (name !== 'github.com' && !lab && !tea) return null;
  const folder = where.replace(/\/[^/]*$/, '');
  if (what === 'upload') return { href: lab ? `${given}/-/tree/${BRANCH}/${where}` : tea ? `${given}/_upload/${BRANCH}/${where}` : `${given}/upload/${BRANCH}/${where}`, filled: false };
  if (what === 'edit') return { href: lab ? `${given}/-/edit/${BRANCH}/${where}` : tea ? `${given}/_edit/${BRANCH}/${where}` : `${given}/edit/${BRANCH}/${where}`, filled: false };
  if (lab) return { href: `${given}/-/new/${BRANCH}?${new URLSearchParams({ file_name: where })}`, filled: false };
  const asked = new URLSearchParams({ filename: tea ? where.split('/').pop() : where, value: text, message });
  const href = `${given}/${tea ? `_new/${BRANCH}/${folder}` : `new/${BRANCH}`}?${asked}`;
  if (href.length < FITS) return { href, filled: true };
  asked.delete('value');
  return { href: `${href.split('?')[0]}?${asked}`, filled: false };
}

function download(name, content, said) {
  const href = URL.createObjectURL(new Blob([content]));
  return element('p', {}, element('a', { href, download: name, textContent: said }));
}

function tell(said, where, text, to) {
  const shown = element('textarea', { readOnly: true, rows: Math.min(24, text.split('\n').length + 1), value: text, className: 'record-text' });
  shown.setAttribute('aria-label', 'Nội dung tệp');
  const copied = element('span', { role: 'status' });
  const copy = button('Chép nội dung', async () => {
    shown.select();
    await navigator.clipboard?.writeText(text).then(() => (copied.textContent = ' Đã chép.'), () => document.execCommand('copy'));
  });
  result.replaceChildren(element('h2', { textContent: 'Nội dung để gửi' }), element('p', { textContent: said }), element('p', {}, element('code', { textContent: where })), shown, element('p', {}, copy, copied));
  if (to) {
    const link = element('a', { href: to.href, target: '_blank', rel: 'noopener', className: 'record-send', textContent: to.filled ? 'Mở trang tạo tệp của kho, nội dung đã điền' : 'Chép nội dung rồi mở trang của kho' });
    result.append(element('p', {}, link));
  }
  if (where.endsWith('.yaml') && (!to || to.href.includes('/new/') || to.href.includes('/_new/'))) result.append(download(where.split('/').pop(), text, 'Tải tệp này'));
  result.append(element('p', { className: 'note', textContent: 'Gửi rồi thì máy soát với cả sổ: hạn cũ có đúng không, cơ quan có phải nơi được giao không, đã có ai ghi chưa, ngày có sau ngày văn bản không. Lịch sử của kho không xóa được: đọc lại trước khi gửi.' }));
}
