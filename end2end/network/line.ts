// The line between the tests and the server (`line.py`), and the far end of it.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { join } from 'node:path';

/** Of one direction: part of packets lost, seconds on the way, bits in a second. */
interface Way {
  loss?: number;
  delay?: number;
  rate?: number;
}

interface Like {
  down?: Way;
  up?: Way;
  udp?: boolean;
}

export class Line {
  /** Fixed, since a browser is told at its start which address it may trust. */
  static readonly SERVER = '10.77.0.1:3000';
  private readonly answers: AsyncIterator<string>;

  private constructor(private readonly child: ChildProcess) {
    this.answers = createInterface({ input: child.stdout! })[Symbol.asyncIterator]();
  }

  static async open(): Promise<Line> {
    const child = spawn('python3', [join(__dirname, 'line.py')], { stdio: ['pipe', 'pipe', 'inherit'] });
    const line = new Line(child);
    await line.answer();
    return line;
  }

  /** Words before a command that run it at the far end. */
  get far(): string[] {
    return ['nsenter', `--net=/proc/${this.child.pid}/ns/net`];
  }

  /** What is not named is perfect. */
  async become(like: Like): Promise<void> {
    this.child.stdin!.write(`${JSON.stringify(like)}\n`);
    await this.answer();
  }

  async close(): Promise<void> {
    const gone = once(this.child, 'exit');
    this.child.stdin!.end();
    await gone;
  }

  private async answer(): Promise<void> {
    if ((await this.answers.next()).done) throw new Error('the line is gone');
  }
}
