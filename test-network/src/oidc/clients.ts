/** Audience of access tokens for the gateway (RFC 8707 resource indicator). */
export const gatewayResource = 'urn:daunguon:gateway';
/** Audience of access tokens for the enrolment agents only: what a gateway holds opens none of them. */
export const enrolmentResource = 'urn:daunguon:enrolment';
export const webClientId = 'daunguon-web';
