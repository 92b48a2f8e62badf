import { getCreate2Address, keccak256 } from 'ethers';

/**
 * It creates a contract whose address depends on nothing but the creation code: the anchor has the same address on every chain, and anybody may
 * deploy it. Present on the public chains and in anvil. https://github.com/Arachnid/deterministic-deployment-proxy
 */
export const deploymentProxy = '0x4e59b44847b379578588920cA78FbF26c0B4956C';
const salt = `0x${'00'.repeat(32)}`;

/** EIP-1014. */
export const addressOf = (bytecode: string): string => getCreate2Address(deploymentProxy, salt, keccak256(bytecode));
/** Call data for the proxy: the salt, then the creation code. */
export const creationOf = (bytecode: string): string => salt + bytecode.slice(2);
