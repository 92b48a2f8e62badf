#!/usr/bin/env node
import { runCredentialDocuments } from './credential-documents-command.ts';

try {
  console.log(await runCredentialDocuments(process.argv.slice(2), new Date()));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
