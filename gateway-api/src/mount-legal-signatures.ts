import { attestedByDigest, registeredFor } from './domains/credential/attested-files.ts';
import type { CredentialDeps } from './domains/credential/credential-deps.ts';
import { documentsOf } from './domains/credential/formats-documents.ts';
import { stateOf } from './domains/record-reads.ts';
import { HttpProblem } from './http/http-problem.ts';
import { createRateLimit } from './market/rate-limit.ts';
import type { LegalDeps } from './legal-signature/legal-signature-routes.ts';
import { readLegalTrust } from './legal-signature/legal-trust.ts';

/** Legal signatures with the settings of this gateway and what its index knows. */
export const legalDeps = ({ credentials }: { readonly credentials: CredentialDeps }, now: () => Date): LegalDeps => {
  const { config, store } = credentials;
  return {
    trust: () => readLegalTrust(config.legalTrustDir),
    rules: { hosts: config.legalHosts },
    now,
    byAddress: createRateLimit(() => now().getTime()),
    signsFor: (certificate) => registeredFor(store, certificate, now()),
    standsFor: (digest) => attestedByDigest(store, digest),
    commands: credentials,
    cscUrl: config.cscUrl,
    async credentialPdf(unit, id) {
      const state = await stateOf(store, id);
      if (state?.type !== 'credential/credential') throw new HttpProblem('http/record-not-found', id);
      if (state.owner !== unit) throw new HttpProblem('auth/not-your-unit', id);
      return (await documentsOf(credentials, state, now())).pdf();
    },
  };
};
