// A server of its own for every test.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

const BINARY = process.env.ZVONOK_BIN ?? '/work/target/debug/zvonok';

interface Start {
  demo?: boolean;
  addr?: string;
  /** A command that runs it somewhere else: its words come before the server's. */
  inside?: string[];
}

export class Server {
  origin = '';
  log = '';
  /** What it prints for people. */
  said = '';
  /** The one-time link for the first administrator, of a server without a school. */
  setup = new Promise<string>(() => {});
  private child!: ChildProcess;

  private constructor(
    readonly data: string,
    private readonly demo: boolean,
    private readonly inside: string[],
  ) {}

  static async start(data: string, { demo = true, addr = '127.0.0.1:0', inside = [] }: Start = {}): Promise<Server> {
    const server = new Server(data, demo, inside);
    await server.run(addr);
    return server;
  }

  private async run(addr: string): Promise<void> {
    const [command, ...args] = [...this.inside, BINARY, 'serve', '--addr', addr, '--data', this.data];
    if (this.demo) args.push('--demo');
    // ZVONOK_BIN and the like are ours, not settings of the server.
    const env = Object.fromEntries(
      Object.entries(process.env).filter(([name]) => !name.startsWith('ZVONOK_')),
    );
    this.child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], env });
    this.child.stderr!.on('data', (text) => (this.log += text));
    this.child.once('exit', (code, signal) => (this.log += `ended: ${code ?? signal}\n`));
    const lines = createInterface({ input: this.child.stdout! });
    this.setup = new Promise((found) => {
      lines.on('line', (line) => {
        this.said += `${line}\n`;
        const link = /\S+\/setup\?key=\S+/.exec(line);
        if (link) found(link[0]);
      });
    });
    const address = new Promise<string>((found, failed) => {
      lines.on('line', (line) => {
        const url = /http:\/\/[\d.]+:\d+/.exec(line);
        if (url) found(url[0]);
      });
      this.child.once('error', failed);
      this.child.once('exit', () => failed(new Error(`the server ended:\n${this.log}`)));
    });
    this.origin = await address;
  }

  /** The power fails. */
  async kill(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill(signal);
    await gone;
  }

  /** And comes back: the same address, the same data. */
  async again(): Promise<void> {
    await this.run(new URL(this.origin).host);
  }
}
