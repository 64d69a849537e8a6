// The stage «import» of `make bench`: a generated region goes in, again, changed, and back.
// Prints a JSON list of rows as the last line: `node tools/bench/import.mjs ZVONOK REGION [SCHOOLS PEOPLE]`,
// where REGION is the generator (`cargo build --release -p zvonok-demo-school --example region`).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [zvonok, region, schools = '100', people = '140000'] = process.argv.slice(2);
if (!region) {
  console.error('usage: import.mjs ZVONOK REGION [SCHOOLS PEOPLE]');
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'zvonok-region-'));
const data = join(folder, 'data');

function last(command, args) {
  const out = execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  return JSON.parse(out.trim().split('\n').at(-1));
}

function measured(what, ...args) {
  const told = last(zvonok, ['import', ...args, '--data', data, '--measure']);
  return [
    { what, value: told.seconds, unit: 's' },
    { what: `${what}, peak memory`, value: told.peak_mib, unit: 'MiB' },
  ];
}

try {
  const make = (name, ...more) =>
    last(region, ['--schools', schools, '--people', people, ...more, join(folder, name)]);
  const made = make('whole');
  make('changed', '--change', '0.01');
  const rows = [
    { what: 'schools', value: made.schools, unit: '' },
    { what: 'people', value: made.people, unit: '' },
    { what: 'enrolments', value: made.enrolments, unit: '' },
    ...measured('first import', 'roster', join(folder, 'whole')),
    ...measured('the same again', 'roster', join(folder, 'whole')),
    ...measured('1 % changed', 'roster', join(folder, 'changed')),
    ...measured('undo of it', 'undo'),
  ];
  console.log(JSON.stringify(rows));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
