/** As much of a browser as a sign-in at the test provider needs: cookies, redirects, and its one form. */
export class ProviderBrowser {
  readonly #cookies = new Map<string, string>();

  /**
   * Goes to the provider, signs in there by `login` if it asks, and answers the address it is sent back to at last, which is not
   * opened. Null for `login`: turns back at the form.
   */
  async signIn(address: string, login: string | null): Promise<URL> {
    const home = new URL(address).origin;
    let url = new URL(address);
    let answer = await this.#ask(url);
    for (let step = 0; step < 12; step += 1) {
      const location = answer.headers.get('location');
      if (location !== null) {
        url = new URL(location, url);
        if (url.origin !== home) return url;
        answer = await this.#ask(url);
        continue;
      }
      if (answer.status !== 200) throw new Error(`The provider says ${answer.status}: ${await answer.text()}`);
      await answer.body?.cancel();
      if (login === null) answer = await this.#ask(new URL(`${url.pathname}/abort`, url));
      else answer = await this.#ask(url, new URLSearchParams({ prompt: 'login', login, password: 'any' }));
    }
    throw new Error('The provider never sends back.');
  }

  /** Forgets who was signed in at the provider. */
  clear(): void {
    this.#cookies.clear();
  }

  async #ask(url: URL, body?: URLSearchParams): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, {
      redirect: 'manual',
      headers: { cookie },
      ...(body ? { method: 'POST', body } : {}),
    });
    for (const line of answer.headers.getSetCookie()) {
      const [pair = ''] = line.split(';');
      const cut = pair.indexOf('=');
      const value = pair.slice(cut + 1);
      if (value === '') this.#cookies.delete(pair.slice(0, cut));
      else this.#cookies.set(pair.slice(0, cut), value);
    }
    return answer;
  }
}
