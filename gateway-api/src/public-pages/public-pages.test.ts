import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startRoutes } from './start-routes.ts';

let server: Server;
let url = '';
beforeAll(async () => {
  server = express()
    .use(startRoutes({ verifierUrl: 'https://kiemtra.example' }))
    .listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => void server.close());

describe('the start page', () => {
  test('leads to everything public, Vietnamese first, English by its own address', async () => {
    const page = await (await fetch(`${url}/`)).text();
    expect(page).toContain('<html lang="vi">');
    for (const href of [
      '/ocop',
      '/carbon/retirements',
      '/heritage',
      '/opendata',
      'https://kiemtra.example/cach-kiem-chung',
    ])
      expect(page).toContain(`href="${href}"`);
    const english = await (await fetch(`${url}/?lang=en`)).text();
    expect(english).toContain('<html lang="en">');
    expect(english).toContain('href="https://kiemtra.example/cach-kiem-chung?lang=en"');
    expect(english).toContain('href="/?lang=en"');
    expect(english).toContain('<a href="/" lang="vi" hreflang="vi">Tiếng Việt</a>');
  });

  test('runs no script, loads nothing of others, and cannot be framed', async () => {
    const { headers } = await fetch(`${url}/`);
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    );
    expect(headers.get('content-language')).toBe('vi');
    expect((await fetch(`${url}/pages.css`)).headers.get('content-type')).toContain('text/css');
  });
});
