export { issueVcJwt, verifyVcJwt } from './vc-jwt.ts';
