'use strict';
// A record as the text of its file, in the house style of generator/edit/writing.py and scalars.py; its id as edit/ids.py
// makes it. Tests hold them to each other.

import { fold } from './fold.js';

const FOLD_FROM = 104;
const WIDTH = 112;
const PLAIN = /^[\p{L}\p{Nl}\p{No}](?:[^\n\t:#]|:(?=\S)|(?<=\S)#)*$/u;
const NOT_TEXT = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
const DATE = /^\d{4}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?$/;

/** Whether there is such a day or month. */
const isDate = (value) => DATE.test(value) && (value.length < 10 || new Date(`${value}T00:00Z`).toJSON()?.startsWith(value));

/** A value on one line: plain where every reader takes it for the same text, else in single quotes. */
export function scalar(value) {
  if (typeof value !== 'string') return String(value);
  const plain = PLAIN.test(value) && !/[ '"]$/.test(value) ? !NOT_TEXT.test(value) : isDate(value);
  return plain ? value : `'${value.replaceAll("'", "''")}'`;
}

function* text(name, value, below) {
  if (typeof value === 'string' && value.includes('\n')) {
    yield `${name} |-`;
    for (const line of value.split('\n')) yield (below + line).trimEnd();
  } else if (typeof value === 'string' && value.length > FOLD_FROM && value.includes(' ') && !value.includes('  ')) {
    yield `${name} >-`;
    let line = below;
    for (const word of value.split(' ')) {
      if (line.length + word.length > WIDTH && line !== below) {
        yield line.trimEnd();
        line = below;
      }
      line += `${word} `;
    }
    yield line.trimEnd();
  } else {
    yield `${name} ${scalar(value)}`;
  }
}

function* object(value, shape, resolved, pad, lead) {
  let begins = lead;
  for (const name of Object.keys(shape.properties ?? value).filter((one) => value[one] !== undefined)) {
    const below = resolved(shape.properties?.[name] ?? {});
    const head = `${begins || pad}${name}:`;
    begins = '';
    const held = value[name];
    if (Array.isArray(held)) {
      yield head;
      const item = resolved(below.items ?? {});
      for (const entry of held) {
        if (typeof entry === 'object') yield* object(entry, item, resolved, `${pad}    `, `${pad}  - `);
        else yield* text(`${pad}  -`, entry, `${pad}    `);
      }
    } else if (typeof held === 'object') {
      yield head;
      yield* object(held, below, resolved, `${pad}  `, '');
    } else {
      yield* text(head, held, `${pad}  `);
    }
  }
}

export const fileText = (kind, value, shape, resolved) =>
  [`# yaml-language-server: $schema=../../../schemas/${kind}.schema.json`, ...object(value, shape, resolved, '', '')].join('\n') + '\n';

/** An entry as it stands in the list of a record; ``first``: with the name of the list above it. */
export const entryText = (list, value, shape, resolved, first) =>
  [...(first ? [`${list}:`] : []), ...object(value, shape, resolved, '    ', '  - ')].join('\n') + '\n';

const slug = (words) => fold(words).replaceAll('uy ban nhan dan', 'ubnd').replaceAll('hoi dong nhan dan', 'hdnd').replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '') || 'moi';
const ALPHABET = '23456789bcdfghjkmnpqrstvwxz';

/** Five characters made of what a record says of whom, when and what: the same thing reported twice has the same ones. */
function tag(value) {
  const facts = JSON.stringify(value, (_, held) => (typeof held === 'string' ? fold(held).replace(/[^a-z0-9]+/g, ' ').trim() : held));
  let sum = 0x811c9dc5n;
  for (const byte of new TextEncoder().encode(facts)) sum = ((sum ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return Array.from({ length: 5 }, () => {
    const letter = ALPHABET[Number(sum % 27n)];
    sum /= 27n;
    return letter;
  }).join('');
}

/** What tells one record of a kind from another: its references, days and codes, and what it is called. */
function facts(shape, value) {
  const told = Object.entries(value).filter(([name, held]) => shape.properties[name]?.['x-ref'] || ['title', 'type', 'on', 'raised', 'received', 'asked', 'about', 'content', 'verdict', 'known_on'].includes(name) || (typeof held === 'string' && DATE.test(held)));
  return Object.fromEntries(told.sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function idOf(kind, province, shape, value, records) {
  const own = (id) => (id ?? '').replace(`${records.get(id)?.province ?? province}-`, '');
  const stems = {
    rollout: () => [value.task, own(value.addressee)],
    submission: () => [value.task, own(value.reporter), String(value.period).toLowerCase()],
    measurement: () => [value.task, own(value.body), value.at],
    remediation: () => [value.finding, 'kp'],
    document: () => value.number && value.symbol && value.date && [province, slug(value.number), slug(value.symbol), String(value.date).slice(0, 4)],
  };
  const fixed = stems[kind]?.();
  if (fixed) return fixed.filter(Boolean).join('-');
  const marked = { finding: [value.inspection, 'f'], recommendation: [value.inspection, 'r'], verification: [value.remediation?.replace(/-kp$/, ''), 'xm'] }[kind];
  if (marked) return `${marked[0]}-${marked[1]}${tag(facts(shape, value))}`;
  const short = { coordination: 'ph', obstacle: 'vm', document: 'vb' }[kind] ?? fold(shape.title).split(' ').slice(0, 2).map((word) => word[0]).join('');
  const when = ['on', 'asked', 'received', 'raised', 'date'].map((name) => value[name]).find(Boolean);
  return [province, short, when, tag(facts(shape, value))].filter(Boolean).join('-');
}

const CRC = Uint32Array.from({ length: 256 }, (_, at) => {
  let sum = at;
  for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  return sum;
});

/** Files in an archive, stored as they are. */
export function zipped(files) {
  const bytes = (...values) => {
    const view = new DataView(new ArrayBuffer(values.reduce((sum, [width]) => sum + width, 0)));
    let at = 0;
    values.forEach(([width, value]) => {
      if (width === 2) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
      at += width;
    });
    return new Uint8Array(view.buffer);
  };
  const parts = [];
  const ends = [];
  let at = 0;
  let listed = 0;
  files.forEach(([name, content]) => {
    const [title, body] = [name, content].map((one) => new TextEncoder().encode(one));
    const crc = ~body.reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ (sum >>> 8), ~0) >>> 0;
    const told = [[2, 20], [2, 0x800], [2, 0], [2, 0], [2, 0x21], [4, crc], [4, body.length], [4, body.length], [2, title.length], [2, 0]];
    const head = bytes([4, 0x04034b50], ...told);
    const end = bytes([4, 0x02014b50], [2, 20], ...told, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]);
    parts.push(head, title, body);
    ends.push(end, title);
    at += head.length + title.length + body.length;
    listed += end.length + title.length;
  });
  return new Blob([...parts, ...ends, bytes([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, listed], [4, at], [2, 0])]);
}
