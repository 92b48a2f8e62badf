/** Somebody who follows a page of docs/guide/roles: whatever is touched or looked for is remembered, to be held against the page. */
import type { Browser, Locator, Page } from 'playwright-core';
import { watch } from '../explorer/visitor.ts';
import type { System } from '../system.ts';
import { typedOf, wordsOf, type GuideStep } from './guide.ts';
import { keyboard, mouse, type Hands } from './hands.ts';

/** Proofs come with the next checkpoint that three organisations cosigned. */
const proofMs = 60_000;

export interface ActorOptions {
  readonly width?: number;
  /** Reads the English of the page and uses the program in English. */
  readonly english?: boolean;
  /** Touches nothing but a keyboard. */
  readonly byKeyboard?: boolean;
}

/**
 * Words and values in a script are the Vietnamese ones of the page. In English each is the one that stands at the same place of the step's
 * English.
 */
export class Actor {
  readonly page: Page;
  readonly system: System;
  readonly complaints: string[];
  /** Bold words of the step so far, in their order. */
  words: string[] = [];
  /** What was typed or chosen in the step so far. */
  typed: string[] = [];
  readonly #hands: Hands;
  readonly #english: boolean;
  #step: GuideStep = { vi: '', en: '' };

  private constructor(page: Page, system: System, hands: Hands, english: boolean) {
    [this.page, this.system, this.#hands, this.#english] = [page, system, hands, english];
    this.complaints = watch(page);
  }

  static async enter(
    browser: Browser,
    system: System,
    { width = 1280, english = false, byKeyboard = false }: ActorOptions = {},
  ): Promise<Actor> {
    const context = await browser.newContext({ viewport: { width, height: 900 }, acceptDownloads: true });
    if (english) {
      // A document that shows a file has no store.
      const choose = ['dn-language', 'daunguon.language'].map((key) => `localStorage.setItem('${key}', 'en');`);
      await context.addInitScript(`if (origin !== 'null') { ${choose.join(' ')} }`);
    }
    const page = await context.newPage();
    return new Actor(page, system, byKeyboard ? keyboard(page) : mouse, english);
  }

  begin(step: GuideStep): void {
    this.#step = step;
    this.words.length = 0;
    this.typed.length = 0;
  }

  #word(name: string): string {
    this.words.push(name);
    return this.#english ? (wordsOf(this.#step.en)[this.words.length - 1] ?? name) : name;
  }

  #value(text: string): string {
    this.typed.push(text);
    return this.#english ? (typedOf(this.#step.en)[this.typed.length - 1] ?? text) : text;
  }

  /** Somebody else in a browser of their own, who goes on with the same step. */
  async another(): Promise<Actor> {
    const other = await Actor.enter(this.page.context().browser()!, this.system, { english: this.#english });
    [other.#step, other.words, other.typed] = [this.#step, this.words, this.typed];
    return other;
  }

  /** The first step of every page: the button, then the account at the issuer's page. */
  async signIn(login: string): Promise<void> {
    const name = this.#word('Đăng nhập thử');
    this.typed.push(login);
    await this.page.goto(this.system.explorer);
    await this.#hands.press(this.page.locator('.sign-in-card').getByRole('button', { name, exact: true }));
    await this.#hands.press(this.page.locator(`button[value="${login}"]`));
    await this.page.locator('.menu .who').waitFor();
  }

  /** Opens an entry of the navigation and waits for the page that it leads to. */
  async open(entry: string): Promise<void> {
    const name = this.#word(entry);
    await this.#hands.press(this.page.getByRole('navigation').getByRole('link', { name, exact: true }));
    await this.page.locator('nav a[aria-current=page]', { hasText: name }).first().waitFor();
    await this.loaded();
  }

  async loaded(): Promise<void> {
    await this.page.getByRole('heading', { level: 1 }).first().waitFor();
    await this.page
      .getByText(/^(Đang tải…|Loading…)$/)
      .first()
      .waitFor({ state: 'detached' });
  }

  /** A button, link or folded part by its whole name: the last one, since a form repeats the button that opened it. */
  async press(name: string, within?: string): Promise<void> {
    await this.#hands.press(this.#named(this.#word(name), within));
  }

  #named(name: string, within = 'main'): Locator {
    const part = this.page.locator(within);
    return part
      .getByRole('button', { name, exact: true })
      .or(part.getByRole('link', { name, exact: true }))
      .or(part.locator('summary').getByText(name, { exact: true }))
      .last();
  }

  /** A link whose name is no word of the program: a lot, a name. */
  async pick(name: string): Promise<void> {
    await this.alsoPick(this.#value(name));
  }

  /** The same where the page of the guide does not name it, as it is another one every day. */
  async alsoPick(name: string | RegExp): Promise<void> {
    const link = this.page.locator('main').getByRole('link', { name, exact: true }).first();
    const from = this.page.url();
    await this.#hands.press(link);
    await this.page.waitForURL((url) => url.href !== from);
    await this.loaded();
  }

  async fill(label: string, text: string, within?: string): Promise<void> {
    const [name, value] = [this.#word(label), this.#value(text)];
    await this.#hands.type(this.#field(name, within), value);
  }

  /** A field that the page of the guide names, with a value that is another one every day. */
  async fillSome(label: string, text: string, within?: string): Promise<void> {
    await this.#hands.type(this.#field(this.#word(label), within), text);
  }

  /** A value of the guide in a field that it does not name by its label. */
  async fillIn(field: Locator, text: string): Promise<void> {
    await this.#hands.type(field, this.#value(text));
  }

  /** What a form fills in by itself comes a moment later, and would take the place of what was typed before. */
  async untilFilled(label: RegExp): Promise<void> {
    const field = this.page.locator('main').getByLabel(label).last();
    while ((await field.inputValue()) === '') await this.page.waitForTimeout(20);
  }

  #field(label: string, within = 'main'): Locator {
    const part = this.page.locator(within);
    // The whole label, or what stands before "(optional)" and before a colon.
    const name = new RegExp(`^\\s*${label.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&')}\\s*([(:].*)?$`, 'su');
    return part.getByLabel(name).last();
  }

  async choose(label: string, option: string, within?: string): Promise<void> {
    const [name, value] = [this.#word(label), this.#value(option)];
    await this.#hands.choose(this.#field(name, within), value);
  }

  /** Any of several: the first that there is, or the one whose label has this in it. */
  async chooseSome(label: string, option: string | RegExp = /\p{L}/u, within?: string): Promise<void> {
    await this.#hands.choose(this.#field(this.#word(label), within), option);
  }

  async tick(label: string, within?: string): Promise<void> {
    await this.#hands.press(this.#field(this.#word(label), within));
  }

  async attach(label: string, name: string, content: Buffer | string, within?: string): Promise<void> {
    const buffer = Buffer.from(content);
    await this.#field(this.#word(label), within).setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
  }

  /** Words that the page shows, soon or already. */
  async see(text: string, within = 'main'): Promise<void> {
    const word = this.#word(text);
    await this.page.locator(within).getByText(word).filter({ visible: true }).first().waitFor({ timeout: proofMs });
  }

  /** A mark without text, such as a code to scan, by the name that a screen reader says. */
  async seeMark(name: string): Promise<void> {
    await this.page
      .getByRole('img', { name: this.#word(name) })
      .first()
      .waitFor();
  }

  /** A button that is there to be pressed, and is not pressed here. */
  async seeButton(name: string): Promise<void> {
    await this.#named(this.#word(name)).waitFor();
  }

  /** A file that a button or link of the page gives; its path. */
  async download(name: string): Promise<string> {
    const target = this.#named(this.#word(name));
    const [file] = await Promise.all([this.page.waitForEvent('download'), this.#hands.press(target)]);
    return file.path();
  }

  /** The file that a link leads to, first bytes of it; nothing is opened. */
  async linked(name: string): Promise<string> {
    const link = this.#named(this.#word(name));
    const answer = await this.page.request.get(new URL((await link.getAttribute('href')) ?? '', this.page.url()).href);
    if (!answer.ok()) throw new Error(`${name}: ${answer.status()}`);
    return (await answer.body()).toString('latin1');
  }

  /** The stages of a command: each is shown once it is true. */
  async proven(): Promise<void> {
    const stages = this.page.locator('.stages li');
    await this.page.locator('.stages li.reached').nth(2).waitFor({ timeout: proofMs });
    const shown = (await stages.allInnerTexts()).map((text) => text.trim());
    const expected = [this.#word('Trên sổ'), this.#word('Đã có bằng chứng')];
    if (!shown.slice(-2).every((text, at) => text === expected[at])) throw new Error(`stages ${shown.join(', ')}`);
  }

  /** The proof of a record's page, verified in this browser. */
  async checkHere(): Promise<void> {
    await this.press('Kiểm chứng ngay tại máy này');
    const [proven, result] = [this.#word('Đã có bằng chứng'), this.page.locator('p.proof')];
    for (let tries = 0; tries < 20; tries += 1) {
      await result.getByText(/\p{L}/u).first().waitFor({ timeout: proofMs });
      if ((await result.innerText()).includes(proven)) return;
      await this.page.waitForTimeout(1000);
      await this.page.locator('dn-proof-check button').click();
    }
    throw new Error('not proven in this browser');
  }

  /** A key of the person's own, made in this browser. */
  async enrol(): Promise<void> {
    await this.open('Khóa ký của tôi');
    await this.press('Tạo khóa và đăng ký');
    await this.see('Máy này có khóa của bạn, cho đơn vị đang chọn. Các quyết định được ký tại đây.');
  }

  /** The verdict of the verifier, asked again until the checkpoint that covers what was just done. */
  async verdict(link: string, words: string): Promise<void> {
    const found = this.page.locator('.verdict').getByText(this.#word(words)).first();
    for (let tries = 0; tries < 15; tries += 1) {
      // What stands behind # is gone from the address once it was read: the link is opened anew.
      await this.page.goto('about:blank');
      await this.page.goto(link);
      await this.page.locator('.verdict[data-code]').waitFor({ timeout: proofMs });
      const isShown = await found.waitFor({ timeout: 4000 }).then(
        () => true,
        () => false,
      );
      if (isShown) return;
    }
    await found.waitFor();
  }

  /** The id of the record whose page is open. */
  get id(): string {
    return new URL(this.page.url()).pathname.split('/').at(-1) ?? '';
  }
}
