// `outside/participant.py` as a child, run by the Python that has its packages (`tools/outside.sh`).
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

/** Empty where it could not be installed. */
export const PYTHON = process.env.OUTSIDE_PYTHON ?? '';

export class Participant {
  /** What it has decoded so far. */
  heard = { different: 0, loud: 0, width: 0 };
  private readonly child = spawn(PYTHON, [join(__dirname, '../outside/participant.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });

  constructor(way: { url: string; token: string }) {
    createInterface({ input: this.child.stdout }).on('line', (line) => (this.heard = JSON.parse(line)));
    this.child.stdin.write(`${JSON.stringify(way)}\n`);
  }

  async leave(): Promise<void> {
    if (this.child.exitCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.stdin.end();
    await gone;
  }
}
