import './no-eval.ts';
import { provideAppInitializer, inject, isDevMode, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import {
  provideRouter,
  RedirectCommand,
  Router,
  withComponentInputBinding,
  withInMemoryScrolling,
  withNavigationErrorHandler,
} from '@angular/router';
import { provideTransloco } from '@jsverse/transloco';
import { vi } from './i18n/vi.ts';
import { Words, WordLoader, wordTables } from './i18n/words.ts';
import { routes } from './routes.ts';
import { Session } from './session/session.ts';
import { App } from './shell/app.ts';
import { Theme } from './shell/theme.ts';

await bootstrapApplication(App, {
  providers: [
    provideZonelessChangeDetection(),
    provideRouter(
      routes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
      // A page's script did not come. The address stays, so that trying again opens what was asked for.
      withNavigationErrorHandler(
        () => new RedirectCommand(inject(Router).parseUrl('/offline'), { skipLocationChange: true }),
      ),
    ),
    { provide: wordTables, useValue: { vi, en: async () => (await import('./i18n/en.ts')).en } },
    provideTransloco({
      config: {
        availableLangs: ['vi', 'en'],
        defaultLang: 'vi',
        fallbackLang: 'vi',
        reRenderOnLangChange: true,
        prodMode: !isDevMode(),
      },
      loader: WordLoader,
    }),
    provideAppInitializer(async () => {
      const [words, session, theme] = [inject(Words), inject(Session), inject(Theme)];
      theme.start();
      await Promise.all([words.start(), session.load()]);
    }),
  ],
});
