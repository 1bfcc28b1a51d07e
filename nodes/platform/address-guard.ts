import { type LookupAddress, type LookupOptions, lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { fail } from '../contract/errors/index.ts';

/** Where calls to addresses that users of a project chose may go. */
export interface AddressGuard {
  /** Tells guards apart whose connections must not be shared. */
  readonly name: string;
  /** Refuses an address that is written out in a URL. NODE_ADDRESS_PRIVATE. */
  checkHost(hostname: string): void;
  /** Resolves a name and hands out only addresses that may be called: what was checked is what is connected to. */
  readonly lookup: LookupFunction;
}

const privateRanges: readonly [string, number, 'ipv4' | 'ipv6'][] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
  ['::', 128, 'ipv6'],
  ['::1', 128, 'ipv6'],
  ['fc00::', 7, 'ipv6'],
  ['fe80::', 10, 'ipv6'],
  ['fec0::', 10, 'ipv6'],
  ['ff00::', 8, 'ipv6'],
  // Ways to write IPv4 addresses as IPv6 ones; whoever needs them allows them by name.
  ['64:ff9b::', 96, 'ipv6'],
  ['64:ff9b:1::', 48, 'ipv6'],
  ['2001::', 32, 'ipv6'],
  ['2002::', 16, 'ipv6'],
];

const privateAddresses = new BlockList();
for (const [net, prefix, family] of privateRanges) privateAddresses.addSubnet(net, prefix, family);

/** True for addresses of this machine, of its link, of private networks and for groups: whatever is not the public internet. */
export function isPrivateAddress(address: string): boolean {
  return privateAddresses.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4');
}

/**
 * Lets calls out to public addresses, and to private ones that `allowed` names: a host (`hooks.bank.example`), an address (`10.1.2.3`), a
 * network (`10.1.0.0/16`) or `private` for all. INPUT_INVALID for a network that is none.
 */
export function createAddressGuard(allowed: readonly string[] = []): AddressGuard {
  const hosts = new Set(allowed.map((one) => one.toLowerCase()));
  const networks = new BlockList();
  for (const one of allowed) if (one.includes('/')) addNetwork(networks, one);
  const isAllowed = (host: string, address: string) => {
    if (!isPrivateAddress(address) || hosts.has('private')) return true;
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    return hosts.has(host.toLowerCase()) || hosts.has(address) || networks.check(address, family);
  };
  const refusal = (host: string, address: string) => fail('NODE_ADDRESS_PRIVATE', { host, address });
  return {
    name: `guard:${[...hosts].sort().join(',')}`,
    checkHost(hostname) {
      const address = hostname.replace(/^\[|\]$/g, '');
      if (isIP(address) !== 0 && !isAllowed(address, address)) throw refusal(address, address);
    },
    lookup: (host, options: LookupOptions, done) =>
      lookup(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
        if (error) return done(error, '', 0);
        const usable = found.filter(({ address }) => isAllowed(host, address));
        const [first] = usable;
        // One private address among public ones may be a mistake of the name's owner; that one is left out.
        if (!first) return done(refusal(host, found[0]?.address ?? ''), '', 0);
        return options.all ? done(null, usable) : done(null, first.address, first.family);
      }),
  };
}

function addNetwork(networks: BlockList, text: string): void {
  const [net = '', prefix = ''] = text.split('/');
  const family = isIP(net);
  const bits = Number(prefix);
  if (family === 0 || !/^\d+$/.test(prefix) || bits > (family === 6 ? 128 : 32))
    throw fail('INPUT_INVALID', { where: '--allow-webhooks', problem: `“${text}” is no network like 10.1.0.0/16` });
  networks.addSubnet(net, bits, family === 6 ? 'ipv6' : 'ipv4');
}
