import { common, msp } from '@hyperledger/fabric-protos';
import type { OrganisationMaterial } from '../crypto/material.ts';
import { signaturePolicy } from '../policy/dsl.ts';
import type { ImplicitRule } from '../policy/implicit-meta.ts';

interface Message {
  serializeBinary(): Uint8Array;
}

/** Puts a value, changeable by the group's Admins, into a group. */
export const setValue = (target: common.ConfigGroup, name: string, message: Message): void => {
  const entry = new common.ConfigValue();
  entry.setModPolicy('Admins');
  entry.setValue(message.serializeBinary());
  target.getValuesMap().set(name, entry);
};

const setPolicy = (target: common.ConfigGroup, name: string, type: 1 | 3, bytes: Uint8Array): void => {
  const policy = new common.Policy();
  policy.setType(type);
  policy.setValue(bytes);
  const entry = new common.ConfigPolicy();
  entry.setModPolicy('Admins');
  entry.setPolicy(policy);
  target.getPoliciesMap().set(name, entry);
};

/** A signature policy, given as common.SignaturePolicyEnvelope bytes. */
export const setSignaturePolicy = (target: common.ConfigGroup, name: string, bytes: Buffer): void =>
  setPolicy(target, name, 1, bytes);

/** `rule` of the sub-groups' policy `subPolicy`. */
export const setImplicitMeta = (
  target: common.ConfigGroup,
  name: string,
  rule: ImplicitRule,
  subPolicy = name,
): void => {
  const meta = new common.ImplicitMetaPolicy();
  meta.setSubPolicy(subPolicy);
  meta.setRule(({ ANY: 0, ALL: 1, MAJORITY: 2 } as const)[rule]);
  setPolicy(target, name, 3, meta.serializeBinary());
};

export const setCapability = (target: common.ConfigGroup, capability: string): void => {
  const capabilities = new common.Capabilities();
  capabilities.getCapabilitiesMap().set(capability, new common.Capability());
  setValue(target, 'Capabilities', capabilities);
};

/** MSPConfig with the four NodeOUs, tied to the organisation's own CA (msp/config.yaml). */
const mspConfig = (organisation: OrganisationMaterial): msp.MSPConfig => {
  const root = Buffer.from(organisation.caCertPem);
  const unit = (name: string): msp.FabricOUIdentifier => {
    const identifier = new msp.FabricOUIdentifier();
    identifier.setCertificate(root);
    identifier.setOrganizationalUnitIdentifier(name);
    return identifier;
  };
  const units = new msp.FabricNodeOUs();
  units.setEnable(true);
  units.setClientOuIdentifier(unit('client'));
  units.setPeerOuIdentifier(unit('peer'));
  units.setAdminOuIdentifier(unit('admin'));
  units.setOrdererOuIdentifier(unit('orderer'));
  const crypto = new msp.FabricCryptoConfig();
  crypto.setSignatureHashFamily('SHA2');
  crypto.setIdentityIdentifierHashFunction('SHA256');
  const definition = new msp.FabricMSPConfig();
  definition.setName(organisation.mspId);
  definition.setRootCertsList([root]);
  definition.setTlsRootCertsList([Buffer.from(organisation.tlsCaCertPem)]);
  definition.setCryptoConfig(crypto);
  definition.setFabricNodeOus(units);
  const config = new msp.MSPConfig();
  config.setType(0);
  config.setConfig(definition.serializeBinary());
  return config;
};

/** An organisation's group with the policies of Fabric's sample (test-network configtx.yaml). */
export const organisationGroup = (organisation: OrganisationMaterial, kind: 'peer' | 'orderer'): common.ConfigGroup => {
  const { mspId } = organisation;
  const result = new common.ConfigGroup();
  result.setModPolicy('Admins');
  setValue(result, 'MSP', mspConfig(organisation));
  const policy = (name: string, expression: string): void =>
    setSignaturePolicy(result, name, signaturePolicy(expression));
  if (kind === 'peer') {
    policy('Readers', `OR('${mspId}.admin', '${mspId}.peer', '${mspId}.client')`);
    policy('Writers', `OR('${mspId}.admin', '${mspId}.client')`);
    policy('Endorsement', `OR('${mspId}.peer')`);
  } else {
    policy('Readers', `OR('${mspId}.member')`);
    policy('Writers', `OR('${mspId}.member')`);
  }
  policy('Admins', `OR('${mspId}.admin')`);
  return result;
};
