'use strict';

/** What a JSON file holds; from a disk a browser reads scripts alone (generator/site/archive.py). */
export async function fetched(url) {
  if (location.protocol === 'file:') {
    const name = url.pathname.split('/').pop().replace(/\.json$/, '');
    await new Promise((done, failed) => {
      const script = Object.assign(document.createElement('script'), { src: new URL(`${name}.js`, url), onload: done, onerror: failed });
      document.head.append(script);
    });
    return globalThis.register[name];
  }
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status}: ${answer.url}`);
  return answer.json();
}
