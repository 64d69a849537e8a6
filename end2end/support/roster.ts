// The demonstration's own data, changed as a school's would be from one day to the next.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class Roster {
  private readonly files = new Map<string, string>();
  private readonly folder = mkdtempSync(join(tmpdir(), 'zvonok-roster-'));

  constructor(private readonly data: string) {
    const from = join(data, 'demo/oneroster');
    for (const name of readdirSync(from)) {
      this.files.set(name, readFileSync(join(from, name), 'utf8'));
    }
  }

  /** Lines of a file become what `change` makes of each; an empty list leaves one out. */
  change(file: string, change: (line: string) => string | string[]): this {
    const lines = this.files.get(file)!.trimEnd().split(/\r?\n/);
    const changed = [lines[0], ...lines.slice(1).flatMap(change)];
    this.files.set(file, changed.join('\r\n') + '\r\n');
    return this;
  }

  /** The id of somebody in the data. */
  id(login: string): string {
    const line = this.files.get('users.csv')!.split('\n').find((one) => one.split(',')[4] === login);
    return line!.split(',')[0];
  }

  /** A pupil of 4А goes to 4Б, lessons and all. */
  move(login: string): this {
    const id = this.id(login);
    return this.change('enrollments.csv', (line) =>
      line.includes(`,${id},`) ? line.replace('-cl-4-1,', '-cl-4-2,').replace('-sec-4-1-', '-sec-4-2-') : line,
    );
  }

  /** Somebody is not there any more. */
  leave(login: string): this {
    const id = this.id(login);
    return this.change('users.csv', (line) => (line.startsWith(`${id},`) ? line.replace(',true,', ',false,') : line));
  }

  /** A new pupil of 4А. */
  appear(family: string, given: string): this {
    const template = this.id('pupil2');
    const id = 'demo7-u-s-new';
    const copy = (line: string) => [
      line,
      line
        .replace(template, id)
        .replace(/^demo7-(r|e)-\d+/, '$&-new')
        .replace(/,pupil2,/, ',newcomer,'),
    ];
    this.change('users.csv', (line) => {
      if (!line.startsWith(`${template},`)) return line;
      const cells = line.split(',');
      [cells[0], cells[4], cells[6], cells[7], cells[9], cells[10], cells[11]] = [id, 'newcomer', given, family, 'n1', '', ''];
      // Nobody's child yet, and without a password.
      return [line, cells.join(',').replace(/"[^"]*"/, '').replace(',zvonok,', ',,')];
    });
    this.change('roles.csv', (line) => (line.includes(`,${template},`) ? copy(line) : line));
    return this.change('enrollments.csv', (line) =>
      line.includes(`,${template},`) && line.includes('-cl-4-1,') ? copy(line) : line,
    );
  }

  /** Writes a fault into a column of somebody's row. */
  spoil(file: string, login: string, column: string, value: string): this {
    const head = this.files.get(file)!.split(/\r?\n/)[0].split(',');
    const at = head.indexOf(column);
    const id = this.id(login);
    return this.change(file, (line) => {
      if (!line.startsWith(`${id},`)) return line;
      const cells = line.split(',');
      cells[at] = value;
      return cells.join(',');
    });
  }

  /** Paths of the files, written out. */
  paths(): string[] {
    const folder = join(this.folder, 'oneroster');
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    return [...this.files].map(([name, text]) => {
      const path = join(folder, name);
      writeFileSync(path, text);
      return path;
    });
  }

  /** The same as one archive. */
  zip(): string {
    const path = join(this.folder, 'school.zip');
    rmSync(path, { force: true });
    const script = 'import sys, zipfile, os\nz = zipfile.ZipFile(sys.argv[1], "w", zipfile.ZIP_DEFLATED)\n[z.write(p, os.path.basename(p)) for p in sys.argv[2:]]';
    execFileSync('python3', ['-c', script, path, ...this.paths()]);
    return path;
  }

  /** The week of the demonstration. */
  timetable(): string {
    return join(this.data, 'demo/timetable.xml');
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
