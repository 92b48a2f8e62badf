/** Audience of access tokens for the gateway (RFC 8707 resource indicator). */
export const gatewayResource = 'urn:daunguon:gateway';
/** Audience of access tokens for the enrolment agents only: what a gateway holds opens none of them. */
export const enrolmentResource = 'urn:daunguon:enrolment';
export const webClientId = 'daunguon-web';
/** Assurance levels that the development issuer states (`acr`), the lowest first: as VNeID's level 1 and 2, proving nothing about anybody. */
export const assuranceLevels = ['urn:daunguon:acr:level-1', 'urn:daunguon:acr:level-2'] as const;
