/** Units of these people keep households and their farms, and may let other units record for them. */
export const keepsFarms = (role: string): boolean => role === 'farmer' || role === 'packer';
