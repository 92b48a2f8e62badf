import '../no-eval.ts';
import { inject, isDevMode, provideAppInitializer, provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter, withComponentInputBinding, withInMemoryScrolling } from '@angular/router';
import { provideTransloco } from '@jsverse/transloco';
import { originVi } from '../domains/origin/words.vi.ts';
import { commonVi } from '../i18n/common.vi.ts';
import { rolesVi } from '../i18n/role-words.vi.ts';
import { Words, WordLoader, wordTables } from '../i18n/words.ts';
import { Theme } from '../shell/theme.ts';
import { Acting } from './acting.ts';
import { FieldApp } from './app.ts';
import { fieldRoutes } from './routes.ts';
import { keepOffline } from './scripts.ts';
import { Who } from './who.ts';
import { fieldVi } from './words.vi.ts';

await bootstrapApplication(FieldApp, {
  providers: [
    provideZonelessChangeDetection(),
    provideRouter(
      fieldRoutes,
      withComponentInputBinding(),
      withInMemoryScrolling({ scrollPositionRestoration: 'enabled' }),
    ),
    {
      provide: wordTables,
      useValue: {
        // Only what is shown here: a farmer's phone does not load the words of other offices.
        vi: { ...commonVi, ...rolesVi, ...originVi, ...fieldVi },
        en: async () => (await import('./words-in-english.ts')).words,
      },
    },
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
    // Nothing here waits for a network: a gateway that hangs keeps nobody from recording.
    provideAppInitializer(async () => {
      const [words, who, acting, theme] = [inject(Words), inject(Who), inject(Acting), inject(Theme)];
      theme.start();
      await Promise.all([words.start(), who.start(), acting.start()]);
    }),
  ],
});
keepOffline();
