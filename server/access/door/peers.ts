import { BlockList, isIP } from 'node:net'

/** Whether an address is one of those listed, each an IP address or a network such as `10.0.0.0/8`. */
export function createPeers(listed: readonly string[]): (address: string) => boolean {
  const peers = new BlockList()
  for (const entry of listed) {
    const [address = '', bits] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) peers.addAddress(address, family)
    else peers.addSubnet(address, Number(bits), family)
  }
  return (address) => {
    const plain = withoutMapping(address)
    const family = isIP(plain)
    return family !== 0 && peers.check(plain, family === 6 ? 'ipv6' : 'ipv4')
  }
}

/** A socket that listens on `::` tells IPv4 peers as `::ffff:10.0.0.5`. */
export const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')
