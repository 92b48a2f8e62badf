import { provideZonelessChangeDetection } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { provideRouter } from '@angular/router';
import { App } from './app/app.ts';

await bootstrapApplication(App, { providers: [provideZonelessChangeDetection(), provideRouter([])] });
