export const marketplacePath = '/plugins/servlet/upm/marketplace'
export const installedPath = '/plugins/servlet/upm'
export const installationPath = '/plugins/servlet/upm/installation'
export const uninstallPath = '/plugins/servlet/upm/uninstall'
