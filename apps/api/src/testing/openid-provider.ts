import { fork } from 'node:child_process';
import { once } from 'node:events';
import { type Browser, type Page } from './browser';

export const oidcClient = {
  clientId: 'countersign',
  clientSecret: 'a secret between two processes of a test',
};

export interface OpenIdProvider {
  issuer: string;
  /** Lets the provider begin to answer, for this server's call-back. */
  open(redirectUri: string): Promise<void>;
  /** From now on the provider says this of somebody. */
  say(account: { sub: string } & Record<string, unknown>): Promise<void>;
  stop(): Promise<void>;
}

/** Starts `oidc-provider` on loopback. It answers 503 until it is opened. */
export async function startOpenIdProvider(): Promise<OpenIdProvider> {
  const child = fork(require.resolve('./openid-provider-process.mjs'), {
    execArgv: ['--no-warnings'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const [{ issuer }] = (await once(child, 'message')) as [{ issuer: string }];
  const tell = async (message: object) => {
    const heard = once(child, 'message');
    child.send(message);
    await heard;
  };
  return {
    issuer,
    open: (redirectUri) => tell({ open: { issuer, redirectUri, ...oidcClient } }),
    say: (account) => tell({ account }),
    stop: async () => {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

/** Goes from our door to the provider, signs in and agrees there, and stops with the address to come back to. */
export async function wayBack(browser: Browser, door: string, login: string): Promise<string> {
  const isOurs = (address: string) => address.startsWith(new URL('/v1/sign-in/oidc', door).href);
  let page = await browser.visit(door, isOurs);
  for (let step = 0; step < 4 && page.next === null; step += 1) {
    const { action, prompt } = formOf(page);
    page = await browser.submit(action, { prompt, login, password: 'any' }, isOurs);
  }
  if (page.next === null) throw new Error(`The provider leads nowhere: ${page.status} ${page.text}`);
  return page.next;
}

function formOf({ text, url, status }: Page): { action: string; prompt: string } {
  const action = /<form[^>]*action="([^"]+)"/.exec(text)?.[1];
  const prompt = /name="prompt" value="([^"]+)"/.exec(text)?.[1];
  if (!action || !prompt) throw new Error(`No form at ${url}: ${status} ${text}`);
  return { action: new URL(action, url).href, prompt };
}
