/// A taken lock; letting go of the last reference unlocks.
protocol DiskLock: AnyObject {}
