# ICU and Boost.Locale are linked here and nowhere else.
target_link_libraries(kto_text PRIVATE PkgConfig::ICU Boost::locale Threads::Threads)
