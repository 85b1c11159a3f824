target_link_libraries(kto_seal PRIVATE PkgConfig::SODIUM)
