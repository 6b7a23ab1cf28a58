export { AdminFrame, adminPages, type FrameProps, HostFrame } from './frame.tsx'
export { Stopped } from './stopped.tsx'
