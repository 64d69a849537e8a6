// The fixtures: a school, its server, people who are signed in.
import { test as base, expect, type BrowserContext, type BrowserContextOptions, type Page } from '@playwright/test';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Server } from './server';
import { People, type Login } from './people';
import { signIn } from './steps';

export { expect };

export interface Options {
  /** `new`: nobody has linked. `linked`: the usual people have (`prepare.ts`). */
  school: 'new' | 'linked';
  /**
   * A browser for everybody, not only a profile: two that close and open the made-up camera of one
   * browser in the same moment may both get one that shows nothing.
   */
  apart: boolean;
}

interface Fixtures {
  /** Where and how the server runs on a folder. */
  start: (data: string) => Promise<Server>;
  server: Server;
  people: People;
  /** A fresh browser profile whose console and requests are watched. */
  visitor: (options?: BrowserContextOptions) => Promise<Page>;
  /** The same, signed in through the page. */
  person: (login: Login, options?: BrowserContextOptions) => Promise<Page>;
  watch: Watch;
}

/** What no page may do: complain in the console, or ask anybody but its own server. */
export class Watch {
  readonly complaints: string[] = [];
  readonly foreign: string[] = [];
  /** Requests seen. */
  asked = 0;
  private readonly own = new Set<string>();
  private readonly allowed: RegExp[] = [];
  private paused = false;

  constructor(origin: string) {
    this.from(origin);
  }

  /** One more server of our own. */
  from(origin: string): void {
    this.own.add(new URL(origin).host);
  }

  /** Something that the browser itself says because of what the test does. */
  allow(...patterns: RegExp[]): void {
    this.allowed.push(...patterns);
  }

  /** Runs something that makes noise of its own, such as axe. */
  async without<T>(run: () => Promise<T>): Promise<T> {
    this.paused = true;
    try {
      return await run();
    } finally {
      this.paused = false;
    }
  }

  over(context: BrowserContext): void {
    const complain = (text: string) => {
      if (!this.paused && !this.allowed.some((one) => one.test(text))) this.complaints.push(text);
    };
    context.on('console', (said) => {
      if (['error', 'warning'].includes(said.type())) {
        complain(`${said.type()} at ${said.page()?.url()}: ${said.text()} (${said.location().url})`);
      }
    });
    context.on('weberror', (fault) => complain(`exception: ${fault.error()}`));
    const asked = (url: string) => {
      const { protocol, host } = new URL(url);
      this.asked += 1;
      if (!this.own.has(host) && !['data:', 'blob:', 'about:'].includes(protocol)) this.foreign.push(url);
    };
    context.on('request', (request) => asked(request.url()));
    context.on('page', (page) => page.on('websocket', (socket) => asked(socket.url())));
  }
}

/** A page whose script has not taken over yet. */
export const waking = (page: Page) => page.locator('html[data-waking]');

/**
 * Every page of this profile is used only once its script has taken over: what is typed or chosen
 * before may be lost, and how soon it comes is the machine's affair.
 */
export function patient(context: BrowserContext): void {
  context.on('page', (page) => {
    // A page that is closed again at once has nothing to wait for.
    page.addLocatorHandler(waking(page), async () => {}).catch(() => {});
  });
}

export const test = base.extend<Options & Fixtures>({
  school: ['new', { option: true }],

  apart: [false, { option: true }],

  start: async ({}, use) => use((data) => Server.start(data)),

  server: async ({ school, start }, use, info) => {
    const root = process.env.E2E_SCHOOLS!;
    const data = await mkdtemp(join(root, 'test-'));
    await cp(join(root, school), data, { recursive: true });
    const server = await start(data);
    await use(server);
    await server.kill();
    if (info.status !== info.expectedStatus) await info.attach('server.log', { body: server.log });
    await rm(data, { recursive: true, force: true });
  },

  baseURL: async ({ server }, use) => use(server.origin),

  people: async ({ server }, use) => use(new People(server.data)),

  watch: async ({ server }, use) => {
    const watch = new Watch(server.origin);
    await use(watch);
    expect.soft(watch.foreign, 'requests to anybody else').toEqual([]);
    expect.soft(watch.complaints, 'what the console says').toEqual([]);
  },

  visitor: async ({ apart, browser, playwright, browserName, baseURL, watch }, use) => {
    const open: { close: () => Promise<void> }[] = [];
    await use(async (options = {}) => {
      const own = apart ? await playwright[browserName].launch() : browser;
      if (apart) open.unshift(own);
      const context = await own.newContext({ baseURL, ...options });
      watch.over(context);
      open.unshift(context);
      if (options.javaScriptEnabled === false) watch.allow(/preloaded using link preload but not used/);
      else patient(context);
      return context.newPage();
    });
    for (const one of open) await one.close();
  },

  person: async ({ visitor, people }, use) => {
    await use(async (login, options) => {
      const page = await visitor(options);
      await signIn(page, people.get(login));
      return page;
    });
  },
});
