export interface Page {
  url: string;
  status: number;
  text: string;
  /** The redirection that was not followed; null at the end of the way. */
  next: string | null;
}

/** As much of a browser as a sign-in needs: it keeps cookies by origin, and follows redirections. */
export class Browser {
  private readonly jar = new Map<string, Map<string, string>>();

  /** `until` names the addresses to stop before. The first one is visited in any case. */
  visit(url: string, until: (address: string) => boolean = () => false): Promise<Page> {
    return this.go(url, { method: 'GET' }, until);
  }

  submit(url: string, form: Record<string, string>, until: (address: string) => boolean): Promise<Page> {
    return this.go(url, { method: 'POST', body: new URLSearchParams(form) }, until);
  }

  cookie(url: string, name: string): string | undefined {
    return this.cookiesOf(url).get(name);
  }

  setCookie(url: string, name: string, value: string): void {
    this.cookiesOf(url).set(name, value);
  }

  private async go(
    url: string,
    init: { method: string; body?: URLSearchParams },
    until: (address: string) => boolean,
  ): Promise<Page> {
    const cookie = [...this.cookiesOf(url)].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = { cookie, accept: 'text/html,application/xhtml+xml;q=0.9,*/*;q=0.8' };
    const response = await fetch(url, { ...init, headers, redirect: 'manual' });
    for (const set of response.headers.getSetCookie()) this.keep(url, set);
    const location = response.headers.get('location');
    const text = await response.text();
    const { status } = response;
    if (location === null) return { url, status, text, next: null };
    const next = new URL(location, url).href;
    return until(next) ? { url, status, text, next } : this.go(next, { method: 'GET' }, until);
  }

  private keep(url: string, set: string): void {
    const [pair = '', ...attributes] = set.split(';');
    const at = pair.indexOf('=');
    const [name, value] = [pair.slice(0, at).trim(), pair.slice(at + 1)];
    const expires = attributes.map((each) => /^ *expires=(.*)$/i.exec(each)?.[1]).find((each) => each);
    if (expires && new Date(expires) <= new Date()) this.cookiesOf(url).delete(name);
    else this.cookiesOf(url).set(name, value);
  }

  private cookiesOf(url: string): Map<string, string> {
    const { origin } = new URL(url);
    const own = this.jar.get(origin) ?? new Map<string, string>();
    this.jar.set(origin, own);
    return own;
  }
}
