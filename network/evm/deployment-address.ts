import { getCreate2Address, keccak256 } from 'ethers';
import { deploymentProxy, deploymentSalt } from './deploy-contract.ts';

/** Address that a contract has when it is created through the deterministic deployment proxy (EIP-1014). */
export const deploymentAddress = (bytecode: string): string =>
  getCreate2Address(deploymentProxy, deploymentSalt, keccak256(bytecode));
