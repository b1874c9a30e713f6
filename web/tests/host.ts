import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test as base, type Page } from '@playwright/test';

const root = resolve(import.meta.dirname, '../..');
const program = process.env.CONTRAIL_PROGRAM ?? join(root, 'artifacts/bin/Contrail.Host/release/contrail');

/** A host of its own data and port, which serves the site that was built. */
export class Host {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
    private readonly data: string,
  ) {}

  /** Starts a host with the small demo airline; `options` as on the command line. */
  static start(...options: string[]): Promise<Host> {
    return Host.startWith(['--small-demo', ...options]);
  }

  /** Starts a host with the whole demo airline: for pictures. */
  static startWhole(): Promise<Host> {
    return Host.startWith([]);
  }

  private static async startWith(options: string[]): Promise<Host> {
    const data = mkdtempSync(join(tmpdir(), 'contrail-web-'));
    const child = spawn(program, ['--urls', 'http://127.0.0.1:0', '--data', data, ...options], {
      env: { CONTRAIL_WEB: join(root, 'artifacts/web'), ...process.env, ...unlimited },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    for await (const line of createInterface({ input: child.stdout! })) {
      const url = /^ready (\S+)/.exec(line)?.[1];
      if (url) {
        return new Host(url, child, data);
      }
    }
    throw new Error(`The host ended before it was ready (exit code ${child.exitCode}).`);
  }

  /** Ends it as Ctrl-C would, and removes its data. */
  async stop() {
    const ended = new Promise((done) => this.process.once('exit', done));
    this.process.kill('SIGTERM');
    await ended;
    rmSync(this.data, { recursive: true, force: true });
  }
}

// All pages of a test run come from one address: limits per address would count them as one visitor.
const unlimited = {
  CONTRAIL_RateLimits__SignIn: '100000',
  CONTRAIL_RateLimits__LookUp: '100000',
  CONTRAIL_RateLimits__Hold: '100000',
};

/** Who can sign in to the demo airline. */
export const people = {
  traveller: ['traveller@contrail.example', 'demo-traveller'],
  agent: ['agent@contrail.example', 'demo-agent-1'],
  operations: ['operations@contrail.example', 'demo-operations'],
  admin: ['admin@contrail.example', 'demo-admin-1'],
} as const;

/** Signs in through the page, as people do. */
export async function signIn(page: Page, who: keyof typeof people) {
  const [email, password] = people[who];
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByRole('textbox', { name: 'Password' }).fill(password);
  await page.getByRole('main').getByRole('button', { name: 'Sign in' }).click();
  await expect(page).not.toHaveURL(/\/sign-in/);
  await expect(page.getByRole('button', { name: /^Account of/ })).toBeVisible();
}

/** Tests that share one host. */
export const test = base.extend<object, { host: Host }>({
  host: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures from the parameter.
    async ({}, give) => {
      const host = await Host.start();
      await give(host);
      await host.stop();
    },
    { scope: 'worker' },
  ],
  baseURL: async ({ host }, give) => give(host.url),
});

export { expect };
