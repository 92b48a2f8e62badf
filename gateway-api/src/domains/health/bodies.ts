import express from 'express';

export const jsonBody = express.raw({ type: () => true, limit: '1mb' });
/** A bundle for another facility, with what a base64 of it takes more. */
export const bundleBody = express.raw({ type: () => true, limit: '40mb' });
