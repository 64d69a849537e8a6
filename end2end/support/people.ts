// Who can sign in, read from what the server wrote out: no name of the demonstration stands here.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Login =
  | 'teacher'
  | 'teacher2'
  | 'pupil'
  | 'pupil2'
  | 'parent'
  | 'teacher-parent'
  | 'admin'
  | 'authority'
  | 'support';

export interface Someone {
  login: Login;
  password: string;
  /** «Иванова Мария Петровна» */
  fullName: string;
  family: string;
  given: string;
  middle: string;
  /** «Мария Иванова» */
  friendly: string;
  /** +79000070011 */
  phone: string;
  /** 1984-05-12 */
  born: string;
  male: boolean;
  authority: boolean;
}

/** Rows of a CSV file as records; quoted fields hold no line breaks in these files. */
function csv(path: string): Record<string, string>[] {
  const lines = readFileSync(path, 'utf8').replace(/^\uFEFF/, '').trim().split(/\r?\n/);
  const cells = (line: string) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      (cell) => cell[1]?.replace(/""/g, '"') ?? cell[2] ?? '',
    );
  const head = cells(lines[0]);
  return lines.slice(1).map((line) => {
    const row = cells(line);
    return Object.fromEntries(head.map((name, at) => [name, row[at] ?? '']));
  });
}

export class People {
  private readonly known: Map<Login, Someone>;

  constructor(data: string) {
    const folder = join(data, 'demo');
    const ids = new Map(csv(join(folder, 'oneroster/users.csv')).map((u) => [u.username, u.sourcedId]));
    const births = new Map(csv(join(folder, 'oneroster/demographics.csv')).map((d) => [d.sourcedId, d]));
    const listed = JSON.parse(readFileSync(join(folder, 'people.json'), 'utf8'));
    this.known = new Map(
      listed.map((one: Record<string, string>) => {
        const [family, given, middle] = one.full_name.split(' ');
        const birth = births.get(ids.get(one.login) ?? '');
        const someone: Someone = {
          login: one.login as Login,
          password: one.password,
          fullName: one.full_name,
          family,
          given,
          middle,
          friendly: `${given} ${family}`,
          phone: one.phone,
          born: birth?.birthDate || '1980-03-04',
          male: birth?.sex ? birth.sex === 'male' : middle.endsWith('ич'),
          authority: Boolean(one.authority),
        };
        return [someone.login, someone];
      }),
    );
  }

  get(login: Login): Someone {
    return this.known.get(login)!;
  }

  all(): Someone[] {
    return [...this.known.values()];
  }
}

/** First calendar year of the school year that the demonstration has today. */
export function firstYear(): number {
  const today = new Date();
  return today.getUTCMonth() >= 6 ? today.getUTCFullYear() : today.getUTCFullYear() - 1;
}

/** The Tuesday in the last full week of November: always in term. */
export function schoolDay(): Date {
  const day = new Date(Date.UTC(firstYear(), 10, 30));
  do day.setUTCDate(day.getUTCDate() - 1);
  while (day.getUTCDay() !== 2);
  return day;
}

export function iso(day: Date): string {
  return day.toISOString().slice(0, 10);
}

export function later(day: Date, days: number): Date {
  return new Date(day.getTime() + days * 86_400_000);
}
